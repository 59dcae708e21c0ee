package io.pixelated.streams.residency;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Policies as a test writes them down: words, and no code of the room.
 *
 * @param holds per hold the kind of record and the class that it is about
 */
record PlainPolicy(List<Regime> regimes, List<Hold> holds) {
  static final List<String> ALL =
      List.of(
          "us-east-1",
          "us-west-1",
          "us-west-2",
          "eu-central-1",
          "eu-west-1",
          "ap-southeast-1",
          "ap-northeast-1");
  private static final List<String> FINDINGS = List.of("DETECTIONS", "INCIDENTS");
  private static final List<String> EVENTS = List.of("THREAT_EVENTS");
  private static final List<String> REGIONAL = List.of("REGIONAL_STORE", "REGIONAL_TOPIC");
  private static final List<String> STORE = List.of("REGIONAL_STORE");
  private static final List<String> EVERYWHERE =
      List.of("REGIONAL_STORE", "REGIONAL_TOPIC", "GLOBAL_TOPIC");
  private static final List<String> SUBJECTS = List.of("PERSONAL", "HEALTH");
  private static final List<String> PERSONAL = List.of("PERSONAL");
  private static final List<String> HEALTH = List.of("HEALTH");

  /** What {@code policies.yaml} says, said once more. */
  static final PlainPolicy SHIPPED =
      new PlainPolicy(
          List.of(
              new Regime(
                  "gdpr",
                  20,
                  SUBJECTS,
                  List.of("EU"),
                  List.of("eu-central-1", "eu-west-1"),
                  List.of(
                      "us-east-1", "us-west-1", "us-west-2", "ap-southeast-1", "ap-northeast-1"),
                  false,
                  false,
                  false,
                  List.of(
                      new Way(
                          "scc", ALL.stream().filter(r -> !r.startsWith("eu")).toList(), SUBJECTS)),
                  List.of(
                      less(FINDINGS, REGIONAL, SUBJECTS, "finding"),
                      less(EVENTS, STORE, PERSONAL, "event")),
                  List.of(new Keep(FINDINGS, SUBJECTS, 0, 26), new Keep(EVENTS, SUBJECTS, 0, 12))),
              new Regime(
                  "hipaa",
                  10,
                  HEALTH,
                  List.of("US"),
                  List.of("us-east-1", "us-west-1", "us-west-2"),
                  List.of("eu-central-1", "eu-west-1", "ap-southeast-1", "ap-northeast-1"),
                  false,
                  true,
                  false,
                  List.of(),
                  List.of(less(FINDINGS, REGIONAL, HEALTH, "finding")),
                  List.of(
                      new Keep(
                          List.of("THREAT_EVENTS", "DETECTIONS", "INCIDENTS"), HEALTH, 84, 0))),
              new Regime(
                  "ccpa",
                  30,
                  SUBJECTS,
                  List.of("US-CA"),
                  List.of("us-west-1", "us-west-2"),
                  List.of(),
                  false,
                  false,
                  true,
                  List.of(),
                  List.of(
                      less(FINDINGS, REGIONAL, SUBJECTS, "finding"),
                      less(EVENTS, STORE, PERSONAL, "event")),
                  List.of()),
              new Regime(
                  "us-personal",
                  60,
                  PERSONAL,
                  List.of("US"),
                  ALL,
                  List.of(),
                  true,
                  false,
                  false,
                  List.of(),
                  List.of(
                      less(FINDINGS, REGIONAL, PERSONAL, "finding"),
                      less(EVENTS, STORE, PERSONAL, "event")),
                  List.of()),
              new Regime(
                  "pdpa",
                  40,
                  SUBJECTS,
                  List.of("SG"),
                  List.of("ap-southeast-1"),
                  List.of(),
                  false,
                  false,
                  false,
                  List.of(),
                  List.of(less(FINDINGS, REGIONAL, SUBJECTS, "finding")),
                  List.of()),
              new Regime(
                  "appi",
                  50,
                  SUBJECTS,
                  List.of("JP"),
                  List.of("ap-northeast-1"),
                  List.of(),
                  false,
                  false,
                  false,
                  List.of(),
                  List.of(less(FINDINGS, REGIONAL, SUBJECTS, "finding")),
                  List.of()),
              new Regime(
                  "default",
                  70,
                  List.of("OPERATIONAL"),
                  List.of(),
                  ALL,
                  List.of(),
                  true,
                  false,
                  false,
                  List.of(),
                  List.of(
                      less(FINDINGS, EVERYWHERE, List.of("OPERATIONAL"), "finding"),
                      less(EVENTS, STORE, List.of("OPERATIONAL"), "event")),
                  List.of())),
          List.of());

  /** A law: what it permits, and how far less than a whole record may go. */
  record Regime(
      String id,
      int precedence,
      List<String> classes,
      List<String> homes,
      List<String> permitted,
      List<String> restricted,
      boolean minimisesLeaving,
      boolean fips,
      boolean noSale,
      List<Way> ways,
      List<Less> less,
      List<Keep> keeps) {}

  /** A condition of a transfer: {@code adequacy} or {@code scc}. */
  record Way(String mechanism, List<String> regions, List<String> classes) {}

  /** What may go with less in it. */
  record Less(List<String> kinds, List<String> places, List<String> classes, String profile) {}

  /** Months of retention; 0 for none. */
  record Keep(List<String> kinds, List<String> classes, int atLeast, int atLatest) {}

  /** A legal hold. */
  record Hold(String kind, String dataClass) {}

  private static Less less(
      List<String> kinds, List<String> places, List<String> classes, String profile) {
    return new Less(kinds, places, classes, profile);
  }

  /** The same as a file, with the profiles of the shipped one. */
  String yaml(String profiles) {
    String all = regimes.stream().map(PlainPolicy::yaml).collect(Collectors.joining());
    StringBuilder held = new StringBuilder();
    for (int i = 0; i < holds.size(); i++) {
      held.append(
          "  - {id: h%d, clause: c, records: [%s], classes: [%s]}\n"
              .formatted(i, holds.get(i).kind(), holds.get(i).dataClass()));
    }
    return "version: generated\npurposes: [security, sale]\nholds:%s\nregimes:\n%s%s"
        .formatted(holds.isEmpty() ? " []" : "\n" + held, all, profiles);
  }

  private static String yaml(Regime r) {
    StringBuilder text = new StringBuilder();
    text.append("  - id: %s\n    title: t\n    clause: clause of %s\n".formatted(r.id(), r.id()));
    text.append("    precedence: %d\n    classes: %s\n".formatted(r.precedence(), r.classes()));
    text.append("    jurisdictions: %s\n    permitted: %s\n".formatted(r.homes(), r.permitted()));
    text.append("    restricted: %s\n".formatted(r.restricted()));
    text.append("    leaving: %s\n".formatted(r.minimisesLeaving() ? "minimised" : "whole"));
    String duties =
        (r.fips() ? "fips_140_encryption " : "") + (r.noSale() ? "sale_prohibited" : "");
    text.append("    duties: [%s]\n".formatted(duties.strip().replace(" ", ", ")));
    text.append("    transfers:%s\n".formatted(r.ways().isEmpty() ? " []" : ""));
    for (Way way : r.ways()) {
      text.append(
          "      - {mechanism: %s, to: %s, classes: %s, clause: w}\n"
              .formatted(way.mechanism(), way.regions(), way.classes()));
    }
    text.append("    minimise:%s\n".formatted(r.less().isEmpty() ? " []" : ""));
    for (Less less : r.less()) {
      text.append(
          "      - {records: %s, destinations: %s, classes: %s, profile: %s, clause: l}\n"
              .formatted(less.kinds(), less.places(), less.classes(), less.profile()));
    }
    text.append("    retention:%s\n".formatted(r.keeps().isEmpty() ? " []" : ""));
    for (Keep keep : r.keeps()) {
      text.append(
          "      - {category: c, records: %s, classes: %s%s%s}\n"
              .formatted(
                  keep.kinds(),
                  keep.classes(),
                  keep.atLeast() == 0 ? "" : ", keep_at_least: " + keep.atLeast(),
                  keep.atLatest() == 0 ? "" : ", delete_at_latest: " + keep.atLatest()));
    }
    return text.toString();
  }
}
