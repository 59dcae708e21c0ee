package io.pixelated.streams.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** SigmaHQ's regression events belong to the log sources of the rules that they are for. */
class RegressionLogSourceTest {
  private final JsonFactory json = new JsonFactory();

  @Test
  @SuppressWarnings("unchecked")
  void everyEventBelongsToItsRulesLogSource() throws IOException {
    Path cases = Corpora.require("regression-open/cases.jsonl");
    Path rules = Corpora.require("sigma");
    List<String> strangers = new ArrayList<>();
    int checked = 0;
    for (String line : Files.readAllLines(cases)) {
      byte[] bytes = line.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      String rule = text(bytes, "rule_path");
      Map<String, Object> source =
          (Map<String, Object>)
              Corpora.yaml(Files.readString(rules.resolve(rule))).get("logsource");
      ParsedEvent event = Events.parse(member(bytes, "event"));
      checked++;
      if (!event.belongsTo(
          (String) source.get("product"),
          (String) source.get("category"),
          (String) source.get("service"))) {
        strangers.add(rule + " wants " + source + ", event is " + event.source());
      }
    }
    assertThat(strangers).isEmpty();
    assertThat(checked).isGreaterThan(100);
  }

  private String text(byte[] line, String name) throws IOException {
    byte[] raw = member(line, name);
    return new String(raw, 1, raw.length - 2, java.nio.charset.StandardCharsets.UTF_8);
  }

  private byte[] member(byte[] line, String name) throws IOException {
    try (JsonParser parser = json.createParser(line)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = parser.currentName().equals(name);
        parser.nextToken();
        int from = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        if (wanted) {
          parser.finishToken();
          return Arrays.copyOfRange(line, from, (int) parser.currentLocation().getByteOffset());
        }
      }
    }
    throw new IllegalArgumentException("no member " + name);
  }
}
