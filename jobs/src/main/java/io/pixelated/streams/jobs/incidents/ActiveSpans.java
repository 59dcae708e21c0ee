package io.pixelated.streams.jobs.incidents;

import io.pixelated.streams.incidents.silence.Inhibitor;
import io.pixelated.streams.incidents.silence.Inhibitor.Span;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.MapState;

/** The activity of inhibitions' sources in keyed state. */
final class ActiveSpans implements Inhibitor.Memory {
  private final MapState<String, List<Span>> state;

  ActiveSpans(MapState<String, List<Span>> state) {
    this.state = state;
  }

  @Override
  public List<Span> active(String claim) {
    List<Span> spans = State.read(() -> state.get(claim));
    return spans == null ? List.of() : spans;
  }

  @Override
  public void setActive(String claim, List<Span> spans) {
    State.access(
        () -> {
          if (spans.isEmpty()) {
            state.remove(claim);
          } else {
            state.put(claim, spans);
          }
        });
  }

  @Override
  public List<String> claims() {
    List<String> claims = new ArrayList<>();
    State.access(() -> state.keys().forEach(claims::add));
    return claims;
  }
}
