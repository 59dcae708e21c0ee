package io.pixelated.streams.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class OptionReaderTest {
  private static final ConfigOption<String> NAME =
      ConfigOptions.key("streams.name").stringType().noDefaultValue();
  private static final ConfigOption<Integer> SIZE =
      ConfigOptions.key("streams.size").intType().defaultValue(3);

  private static final ConfigOption<Map<String, String>> PROPERTIES =
      ConfigOptions.key("streams.properties").mapType().defaultValue(Map.of());

  @Test
  void readsWhatIsThereAndFallsBackToDefaults() {
    OptionReader reader = reader(Map.of("streams.name", "x", "parallelism.default", "2"));

    assertThat(reader.required(NAME)).isEqualTo("x");
    assertThat(reader.get(SIZE)).isEqualTo(3);
    reader.finish();
  }

  @Test
  void namesEveryProblemAndItsRemedyAtOnce() {
    OptionReader reader = reader(Map.of("streams.size", "-1", "streams.nmae", "x"));
    reader.required(NAME);
    reader.get(SIZE, size -> size > 0, "give a number above 0");

    assertThatThrownBy(reader::finish)
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContainingAll(
            "streams.name: missing; set it, for example -Dstreams.name=…",
            "streams.size: -1 is not allowed; give a number above 0",
            "streams.nmae: no such option; did you mean streams.name?");
  }

  @Test
  void saysWhichValueCannotBeRead() {
    OptionReader reader = reader(Map.of("streams.size", "many"));
    reader.get(SIZE);

    assertThatThrownBy(reader::finish)
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("streams.size: its value cannot be read");
  }

  @Test
  void printsNoPropertyThatMayBeAPassword() {
    OptionReader reader = reader(Map.of("streams.properties", "sasl.password=hunter2"));
    reader.get(PROPERTIES);

    assertThatThrownBy(reader::finish)
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("streams.properties: its value cannot be read; write key:value")
        .hasMessageNotContaining("hunter2");
  }

  private static OptionReader reader(Map<String, String> values) {
    return new OptionReader(Configuration.fromMap(values), List.of(NAME, SIZE, PROPERTIES));
  }
}
