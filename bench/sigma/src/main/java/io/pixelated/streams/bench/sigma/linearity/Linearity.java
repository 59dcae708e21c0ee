package io.pixelated.streams.bench.sigma.linearity;

import io.pixelated.streams.bench.sigma.forks.Child;
import io.pixelated.streams.bench.sigma.forks.Settings;
import java.util.List;

/** Asks a fresh process what hostile events cost. */
public final class Linearity {
  private final Settings settings;

  public Linearity(Settings settings) {
    this.settings = settings;
  }

  public void run() {
    new Child(settings.jvm(), LinearityProbe.class, List.of()).show();
    new Child(settings.jvm(), LinearityProbe.class, List.of(LinearityProbe.HOSTILE)).show();
  }
}
