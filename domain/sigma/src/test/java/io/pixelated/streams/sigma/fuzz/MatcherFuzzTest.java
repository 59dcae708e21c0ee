package io.pixelated.streams.sigma.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.pixelated.streams.reference.Event;
import io.pixelated.streams.reference.Rule;
import io.pixelated.streams.sigma.load.LoadResult;
import io.pixelated.streams.sigma.load.RuleLoader;
import io.pixelated.streams.sigma.match.FlatEvent;
import io.pixelated.streams.sigma.match.LogSources;
import io.pixelated.streams.sigma.match.RuleSet;
import io.pixelated.streams.sigma.rule.DetectionRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The engine and the reference agree on whatever rule and event the fuzzer comes up with. */
class MatcherFuzzTest {

  private static final String[] FIELDS = {"F", "G", "H.i"};
  private static final String[] CHAINS = {
    "",
    "|contains",
    "|startswith",
    "|endswith",
    "|cased",
    "|contains|cased",
    "|all",
    "|contains|all",
    "|neq",
    "|contains|neq",
    "|windash",
    "|windash|contains",
    "|base64",
    "|base64offset|contains",
    "|wide|base64offset|contains",
    "|utf16be|contains",
    "|utf16|base64",
    "|utf8|base64|startswith",
    "|fieldref",
    "|fieldref|contains",
    "|endswith|fieldref",
    "|gt",
    "|lte",
    "|exists",
    "|hour",
    "|year",
    "|cidr"
  };
  private static final String[] CONDITIONS = {
    "a",
    "a and b",
    "a or b",
    "not a",
    "a and not b",
    "1 of them",
    "all of them",
    "not 1 of *",
    "not (a and b) or k"
  };
  private static final LogSources WINDOWS = new LogSources(Set.of("windows"), Set.of(), Set.of());

  @FuzzTest(maxDuration = "2m")
  void agreesWithTheReference(FuzzedDataProvider data) {
    String yaml =
        "title: T\nid: r\nlogsource: {product: windows}\ndetection:\n  a:\n"
            + item(data, "F")
            + item(data, data.pickValue(FIELDS).equals("G") ? "G" : "H.i")
            + "  b:\n"
            + item(data, data.pickValue(FIELDS))
            + "  k: ["
            + quoted(text(data))
            + "]\n  condition: "
            + data.pickValue(CONDITIONS)
            + "\n";
    LoadResult loaded = RuleLoader.standard().read("fuzz.yml", yaml);
    if (loaded.rules().isEmpty()) {
      assertThat(loaded.rejections().get(0).reason()).isNotBlank();
      return;
    }
    Rule reference = Rule.read(yaml, Map.of()).get(0);
    RuleSet engine = RuleSet.of(List.of((DetectionRule) loaded.rules().get(0)));
    for (int i = 0; i < 3; i++) {
      Map<String, Object> fields = event(data);
      FlatEvent.Builder event = FlatEvent.of(WINDOWS);
      fields.forEach(event::value);
      assertThat(!engine.match(event.build()).isEmpty())
          .as("%s%non %s", yaml, fields)
          .isEqualTo(reference.matches(Event.of(fields)));
    }
  }

  private static String item(FuzzedDataProvider data, String field) {
    String chain = data.pickValue(CHAINS);
    String value =
        switch (data.consumeInt(0, 5)) {
          case 0 -> Integer.toString(data.consumeInt(-3, 30));
          case 1 -> Boolean.toString(data.consumeBoolean());
          case 2 -> "null";
          case 3 -> "[" + quoted(text(data)) + ", " + quoted(text(data)) + "]";
          default -> quoted(text(data));
        };
    return "    " + field + chain + ": " + value + "\n";
  }

  private static Map<String, Object> event(FuzzedDataProvider data) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (String field : FIELDS) {
      switch (data.consumeInt(0, 6)) {
        case 0 -> fields.put(field, null);
        case 1 -> fields.put(field, data.consumeInt(-3, 30));
        case 2 -> fields.put(field, data.consumeBoolean());
        case 3 -> fields.put(field, new ArrayList<>(List.of(text(data), text(data))));
        case 4 -> {}
        default -> fields.put(field, text(data));
      }
    }
    return fields;
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** Text that a single-quoted YAML scalar gives back as it is. */
  private static String text(FuzzedDataProvider data) {
    StringBuilder text = new StringBuilder();
    data.consumeString(24)
        .codePoints()
        .filter(c -> c >= ' ' && c <= 0xfffd && c != 0x7f && c != 0x85 && c != 0xfeff)
        .filter(c -> (c < 0x80 || c >= 0xa0) && !Character.isSurrogate((char) c))
        .filter(c -> c != 0x2028 && c != 0x2029)
        .forEach(text::appendCodePoint);
    return text.toString();
  }
}
