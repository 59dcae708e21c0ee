package io.pixelated.streams.incidents.silence;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.incidents.silence.Inhibitor.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InhibitorTest {
  private static final Claim CLAIM = new Claim("i1", "key", 100, "outage");

  private final Map<String, List<Span>> spans = new HashMap<>();
  private final Inhibitor inhibitor = new Inhibitor(memory());

  @Test
  void inhibitsWhileASourceIsActiveAndNotBeforeOrAfter() {
    inhibitor.note(source(1_000));

    assertThat(inhibitor.inhibits(target(999))).isEmpty();
    assertThat(inhibitor.inhibits(target(1_000))).contains(CLAIM);
    assertThat(inhibitor.inhibits(target(1_099))).contains(CLAIM);
    assertThat(inhibitor.inhibits(target(1_100))).isEmpty();
  }

  @Test
  void agreesWithANaiveLookAtAllSourcesInWhateverOrderTheyCome() {
    Random random = new Random(7);
    List<Long> sources = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      long time = random.nextInt(6_000);
      sources.add(time);
      inhibitor.note(source(time));
    }
    for (long time = 0; time < 6_200; time += 7) {
      long t = time;
      boolean expected = sources.stream().anyMatch(s -> s <= t && t < s + 100);
      assertThat(inhibitor.inhibits(target(t)).isPresent()).as("at %d", t).isEqualTo(expected);
    }
  }

  @Test
  void waitsForTheWatermarkWithTargetsOnly() {
    assertThat(Inhibitor.waits(target(1_000), 999)).isTrue();
    assertThat(Inhibitor.waits(target(1_000), 1_000)).isFalse();
    assertThat(Inhibitor.waits(source(1_000), 0)).isFalse();
  }

  @Test
  void forgetsActivityADayAfterItsEnd() {
    inhibitor.note(source(1_000));

    assertThat(inhibitor.forget(1_099 + 24 * Inhibitor.HOUR)).isZero();
    assertThat(inhibitor.forget(1_100 + 24 * Inhibitor.HOUR)).isEqualTo(1);
    assertThat(spans).isEmpty();
  }

  @Test
  void boundsWhatItRemembersOfAClaim() {
    for (int i = 0; i < 1_000; i++) {
      inhibitor.note(source(i * 1_000L));
    }
    assertThat(spans.get("key")).hasSize(64);
  }

  private static Claimed source(long time) {
    return new Claimed(
        SilenceBookTest.finding("s" + time, time).signal(), List.of(CLAIM), List.of());
  }

  private static Claimed target(long time) {
    return new Claimed(
        SilenceBookTest.finding("t" + time, time).signal(), List.of(), List.of(CLAIM));
  }

  private Inhibitor.Memory memory() {
    return new Inhibitor.Memory() {
      @Override
      public List<Span> active(String claim) {
        return spans.getOrDefault(claim, List.of());
      }

      @Override
      public void setActive(String claim, List<Span> active) {
        if (active.isEmpty()) {
          spans.remove(claim);
        } else {
          spans.put(claim, active);
        }
      }

      @Override
      public List<String> claims() {
        return List.copyOf(spans.keySet());
      }
    };
  }
}
