package io.pixelated.streams.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.pixelated.streams.ingest.ParseResult.Parsed;
import io.pixelated.streams.ingest.ParseResult.Unreadable;
import java.util.ArrayList;
import java.util.List;

/** No bytes make the parser throw, and what it remembers of earlier events changes no event. */
class EventParserFuzzTest {
  private static final EventParser EXPERIENCED = EventParser.standard();

  /** A parser takes long to make: the known inputs get a new one each, of the others every 64th. */
  private static final int ALWAYS_ANEW = 32;

  private static int inputs;
  private static EventParser other = EventParser.standard();

  @FuzzTest(maxDuration = "2m")
  void readsAnEventAsIfItWereTheFirst(byte[] bytes) {
    if (inputs++ < ALWAYS_ANEW || inputs % 64 == 0) {
      other = EventParser.standard();
    }
    ParseResult first = other.parse(bytes);
    for (int time = 0; time < 3; time++) {
      ParseResult again = EXPERIENCED.parse(bytes);
      if (first instanceof Unreadable unreadable) {
        assertThat(again).isEqualTo(unreadable);
        assertThat(unreadable.reason()).isNotBlank().doesNotContain("makes the parser fail");
        continue;
      }
      ParsedEvent expected = ((Parsed) first).event();
      ParsedEvent event = ((Parsed) again).event();
      assertThat(event.logSources()).isEqualTo(expected.logSources());
      assertThat(values(event)).isEqualTo(values(expected));
    }
  }

  /** Per value what it is called, what it is, and which values its name means. */
  private static List<List<Object>> values(ParsedEvent event) {
    List<List<Object>> values = new ArrayList<>();
    for (int value = 0; value < event.size(); value++) {
      String name = event.path(value);
      int[] meant = event.layout().values(name);
      List<Integer> numbers = new ArrayList<>();
      for (int number : meant == null ? new int[0] : meant) {
        numbers.add(number);
      }
      values.add(List.of(name, event.kind(value), event.text(value), numbers));
    }
    return values;
  }
}
