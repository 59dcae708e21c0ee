package io.pixelated.streams.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Events that lie alike share what follows from it, and hostile ones do not take that away. */
class SharedLayoutTest {
  private static final String SYSMON =
      "{'Channel':'Microsoft-Windows-Sysmon/Operational','EventID':%d,'Image':'%s','x':[1,{'y':%s}]}";

  private final EventParser parser = EventParser.standard();

  private ParsedEvent parse(String text) {
    return ((ParseResult.Parsed) parser.parse(Events.json(text))).event();
  }

  private static String sysmon(int id, String image, String last) {
    return SYSMON.formatted(id, image, last);
  }

  @Test
  void eventsOfTheSameNamesAndTypesShareTheirLayout() {
    ParsedEvent one = parse(sysmon(1, "a", "true"));
    ParsedEvent two = parse(sysmon(1, "another", "false"));
    assertThat(two.layout()).isSameAs(one.layout());
    assertThat(two.logSources()).isSameAs(one.logSources());
    assertThat(one.first("Image")).isEqualTo("a");
    assertThat(two.first("Image")).isEqualTo("another");
  }

  @Test
  void eventsOfOneShapeAreToldApartByTheirValues() {
    assertThat(parse(sysmon(1, "a", "1")).source().category()).isEqualTo("process_creation");
    assertThat(parse(sysmon(5, "a", "1")).source().category()).isEqualTo("process_termination");
    assertThat(parse(sysmon(999, "a", "1")).source().category()).isEmpty();
    assertThat(parse(sysmon(1, "a", "1")).source().category()).isEqualTo("process_creation");
    assertThat(parse(sysmon(998, "a", "1")).source().category()).isEmpty();
  }

  @Test
  void anotherTypeNameOrderOrLengthIsAnotherLayout() {
    FieldsOf event = new FieldsOf("{'a':1,'b':[1,2]}");
    event.differsFrom("{'a':'1','b':[1,2]}");
    event.differsFrom("{'a':1,'c':[1,2]}");
    event.differsFrom("{'b':[1,2],'a':1}");
    event.differsFrom("{'a':1,'b':[1,2,3]}");
    event.differsFrom("{'a':1,'b':[1]}");
    event.differsFrom("{'a':1,'b':[1,2],'c':{}}");
    event.differsFrom("{'a':null,'b':[1,2]}");
    assertThat(parse("{'a':2,'b':[3,4.0]}").layout()).isSameAs(event.event.layout());
  }

  private final class FieldsOf {
    private final ParsedEvent event;

    FieldsOf(String text) {
      event = parse(text);
    }

    void differsFrom(String text) {
      assertThat(parse(text).layout()).isNotSameAs(event.layout());
    }
  }

  @Test
  void knownEventsKeepTheirLayoutAmongOnesWithEverNewNames() {
    ParsedEvent before = parse(sysmon(1, "a", "1"));
    for (int i = 0; i < 500; i++) {
      assertThat(parse("{'new" + i + "':" + i + "}").first("new" + i)).isEqualTo("" + i);
    }
    assertThat(parse(sysmon(1, "b", "2")).layout()).isSameAs(before.layout());
  }

  @Test
  void eventsAreReadAfterOneWhoseNameHoldsHalfOfASurrogatePair() {
    assertThat(parse("{'\\ud800':1,'b':2}").first("b")).isEqualTo("2");
    assertThat(parse("{'\\ud800':1,'b':2}").first("\ud800")).isEqualTo("1");
    assertThat(parse("{'a':1,'b':2}").first("b")).isEqualTo("2");
    assertThat(parse("{'\\ud83d\\ude00':3}").first("\ud83d\ude00")).isEqualTo("3");
  }

  @Test
  void newKindsOfEventsAreSharedAgainAfterManyWithEverNewNames() {
    for (int i = 0; i < 2_000; i++) {
      parse("{'new" + i + "':" + i + "}");
      parse(sysmon(1, "a", "1"));
    }
    assertThat(parse(sysmon(1, "b", "2")).layout()).isSameAs(parse(sysmon(1, "c", "3")).layout());
  }

  @Test
  void whatIsKeptOfNamesIsBounded() {
    JsonScanner scanner = new JsonScanner(ParseLimits.STANDARD);
    StringBuilder text = new StringBuilder("{'first':1");
    long most = 0;
    for (int i = 0; i < 400; i++) {
      text.setLength(0);
      text.append("{'first':1");
      for (int field = 0; field < 200; field++) {
        text.append(",'").append("n".repeat(200)).append(i).append('_').append(field).append("':1");
      }
      scan(scanner, text + "}");
      most = Math.max(most, scanner.keptBytes());
    }
    assertThat(most).isPositive().isLessThan(64L << 20);
  }

  private static void scan(JsonScanner scanner, String text) {
    try {
      scanner.scan(Events.json(text));
    } catch (UnreadableException e) {
      throw new AssertionError(e);
    }
  }
}
