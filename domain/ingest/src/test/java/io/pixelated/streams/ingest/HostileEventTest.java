package io.pixelated.streams.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an event costs grows with its size only, however it is built; memory stands for work. */
class HostileEventTest {
  private static final int MEMBERS = 1_200;

  private static final List<Kind> KINDS =
      List.of(
          new Kind("TINY_FIELDS", i -> "'f" + i + "':1", "{", "}"),
          new Kind("ONE_KEY", i -> "'f':1", "{", "}"),
          new Kind("LONG_NAMES", i -> "'" + "n".repeat(150) + i + "':1", "{", "}"),
          new Kind("LONG_PATHS", i -> "'f" + i + "':1", "{'" + "n".repeat(500) + "':{", "}}"),
          new Kind("ARRAY", i -> "1", "{'a':[", "]}"),
          new Kind("OBJECTS", i -> "{'a':{'b':" + i + "}}", "{'a':[", "]}"),
          new Kind("DEEP", i -> "{'a':".repeat(50) + "1" + "}".repeat(50), "{'a':[", "]}"),
          new Kind("ESCAPES", i -> "\\n\\u4e2d\u00e4\\\\", "{'a':'", "'}"),
          new Kind(
              "DATA",
              i -> "{'@Name':'n" + i + "','#text':'t'}",
              windows("EventData':{'Data':["),
              "]}}}"),
          new Kind("BLANKS", i -> "'a b" + i + "':1", "{'EventID':1,'Channel':'c',", "}"),
          new Kind("ARGUMENTS", i -> "'a" + i + "':'x'", "{'type':'EXECVE','argc':9,", "}"));

  private static List<Kind> kinds() {
    return KINDS;
  }

  private static String windows(String data) {
    return "{'Event':{'System':{'EventID':1,'Channel':'c'},'" + data;
  }

  private record Kind(String name, IntFunction<String> member, String begin, String end) {
    byte[] of(int members) {
      int count = name.equals("DEEP") ? members / 20 : members;
      StringBuilder text = new StringBuilder(begin);
      for (int i = 0; i < count; i++) {
        text.append(i == 0 || name.equals("ESCAPES") ? "" : ",").append(member.apply(i));
      }
      return Events.json(text + end);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void costsAsMuchMoreAsItIsLarger(Kind kind) {
    EventParser parser = EventParser.standard();
    byte[] small = kind.of(MEMBERS);
    byte[] large = kind.of(4 * MEMBERS);
    allocated(parser, small); // tables that are kept grow first
    allocated(parser, large);
    long once = allocated(parser, small);
    long fourTimes = allocated(parser, large);
    assertThat(fourTimes).isLessThan(6 * once);
    assertThat(once).isLessThan(100L * small.length + (1 << 20));
  }

  private static long allocated(EventParser parser, byte[] event) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThat(parser.parse(event)).isInstanceOf(ParseResult.Parsed.class);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
