package io.pixelated.streams.residency;

import io.pixelated.streams.events.DataClass;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The shipped policies said once more, in plain conditions and without any of the room's code. */
final class PlainOracle {
  private static final Map<String, String> OPERATED =
      Map.ofEntries(
          Map.entry("us-east-1", "us-east-1"),
          Map.entry("us-east4", "us-east-1"),
          Map.entry("us-west-2", "us-west-2"),
          Map.entry("eu-central-1", "eu-central-1"),
          Map.entry("europe-west3", "eu-central-1"),
          Map.entry("ap-southeast-1", "ap-southeast-1"),
          Map.entry("ap-northeast-1", "ap-northeast-1"));
  private static final Set<String> EVERYWHERE =
      Set.of(
          "us-east-1",
          "us-west-1",
          "us-west-2",
          "eu-central-1",
          "eu-west-1",
          "ap-southeast-1",
          "ap-northeast-1");

  private PlainOracle() {}

  static String decide(
      RecordKind kind,
      List<DataClass> classes,
      List<String> homes,
      String from,
      DestinationKind destination,
      String to) {
    boolean global = destination == DestinationKind.GLOBAL_TOPIC;
    boolean store = destination == DestinationKind.REGIONAL_STORE;
    boolean health = classes.contains(DataClass.HEALTH);
    boolean personal = classes.contains(DataClass.PERSONAL);
    boolean event = kind == RecordKind.THREAT_EVENTS;
    String source = OPERATED.get(from);
    String place = global ? "nowhere" : OPERATED.get(to);
    if (source == null || place == null) {
      return "quarantine";
    }
    if (classes.contains(DataClass.UNKNOWN) || homes.contains("UNKNOWN")) {
      return "quarantine";
    }
    if ((health || personal) && homes.isEmpty()) {
      return "quarantine";
    }
    boolean leaves = !place.equals(source);
    Set<String> common = new TreeSet<>(EVERYWHERE);
    boolean minimise = false;
    boolean deny = false;
    if (classes.contains(DataClass.OPERATIONAL) && leaves) {
      minimise = true;
      deny = event && !store;
    }
    for (String home : health || personal ? homes : List.<String>of()) {
      boolean american = home.equals("US") || home.startsWith("US-");
      Set<String> permitted;
      if (home.equals("EU")) {
        permitted = Set.of("eu-central-1", "eu-west-1");
      } else if (home.equals("SG")) {
        permitted = Set.of("ap-southeast-1");
      } else if (home.equals("JP")) {
        permitted = Set.of("ap-northeast-1");
      } else if (american) {
        permitted = EVERYWHERE;
      } else {
        return "quarantine";
      }
      if (american && health) {
        permitted = Set.of("us-east-1", "us-west-1", "us-west-2");
      }
      if (home.equals("US-CA")) {
        permitted = Set.of("us-west-1", "us-west-2");
      }
      common.retainAll(permitted);
      if (!permitted.contains(place)) {
        minimise = true;
        boolean asianEvent = event && (home.equals("SG") || home.equals("JP"));
        deny |= global || (event && (health || !store)) || asianEvent;
      }
      if (american && personal && leaves) {
        minimise = true;
        deny |= global || (event && !store);
      }
    }
    if (common.isEmpty() || deny) {
      return "quarantine";
    }
    return minimise ? "minimise" : "permit";
  }
}
