package io.pixelated.streams.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DataTableTest {
  private static DataTable read(String yaml) {
    return DataTable.read(
        "x.yaml", new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void readsTextsAloneAndInLists() {
    DataTable table = read("a: one\nb: [one, 2]\n");
    assertThat(table.texts("a")).containsExactly("one");
    assertThat(table.texts("b")).containsExactly("one", "2");
    assertThat(table.texts("c")).isEmpty();
  }

  @Test
  void saysWhereAMistakeIsAndWhatWouldHelp() {
    assertThatThrownBy(() -> read("a: {b: [x: 1]}").table("a").tables("b").get(0).only("y"))
        .hasMessage("x.yaml › a › b[0]: x is not known; use one of [y]");
    assertThatThrownBy(() -> read("a: []").text("a")).hasMessage("x.yaml: a must be a text");
    assertThatThrownBy(() -> read("a: x").number("a"))
        .hasMessage("x.yaml: a must be a whole number");
    assertThatThrownBy(() -> read("a: x").flag("a")).hasMessage("x.yaml: a must be true or false");
    assertThatThrownBy(() -> read("a: {b: 1}").texts("a")).hasMessage("x.yaml: a must be a text");
    assertThatThrownBy(() -> read("- a")).hasMessage("x.yaml must be a map");
    assertThatThrownBy(() -> read("a: 1\na: 2")).hasMessageContaining("x.yaml is not YAML");
  }

  @Test
  void refusesFormatsWithoutOneForEverythingElse() {
    assertThatThrownBy(() -> Formats.read(read("formats: [{name: a, when: [{field: x}]}]")))
        .hasMessageContaining("must end with one without conditions");
    assertThatThrownBy(() -> Formats.read(read("formats: [{name: a, field_names: z}]")))
        .hasMessageContaining("field_names must be one of");
  }
}
