package io.pixelated.streams.sigma.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FlatEventTest {

  private static final LogSources SOURCES = new LogSources(Set.of("p"), Set.of(), Set.of());

  @Test
  void numbersItsValuesInTheirOrder() {
    FlatEvent event =
        FlatEvent.of(SOURCES)
            .text("Name", "Ann")
            .value("Tags", Arrays.asList("x", 2, null, true))
            .empty("None")
            .number("Size", "1.50")
            .text("Name", "Bob")
            .build();

    assertThat(event.size()).isEqualTo(7);
    assertThat(event.layout().values("Name")).containsExactly(0, 6);
    assertThat(event.layout().values("Tags")).containsExactly(1, 2, 3, 4);
    assertThat(event.layout().values("None")).isEmpty();
    assertThat(event.layout().values("name")).isNull();
    assertThat(event.layout().name(6)).isEqualTo("Name");
    assertThat(event.kind(3)).isEqualTo(ValueKind.NULL);
    assertThat(event.kind(4)).isEqualTo(ValueKind.BOOLEAN);
    assertThat(event.text(5)).isEqualTo("1.50");
    assertThat(new String(event.characters(), event.start(6), 3)).isEqualTo("Bob");
    assertThat(event)
        .hasToString("Name=Ann, Tags=x, Tags=2, Tags=null, Tags=true, Size=1.50, Name=Bob");
  }

  @Test
  void hasTheLayoutOfEventsWithTheSameNames() {
    FieldLayout layout = FlatEvent.of(SOURCES).text("A", "1").empty("B").build().layout();

    assertThat(FlatEvent.of(SOURCES).bool("A", true).empty("B").build().layout())
        .isEqualTo(layout)
        .hasSameHashCodeAs(layout);
    assertThat(FlatEvent.of(SOURCES).text("A", "1").build().layout()).isNotEqualTo(layout);
    assertThat(FlatEvent.of(SOURCES).text("A", "1").text("B", "1").build().layout())
        .isNotEqualTo(layout);
  }

  @Test
  void refusesValuesThatAreNone() {
    FlatEvent.Builder event = FlatEvent.of(SOURCES);
    assertThatThrownBy(() -> event.value("A", List.of(Optional.empty())))
        .hasMessage(
            "field 'A' holds a Optional; give a null, text, number, boolean, or a list of them");
  }
}
