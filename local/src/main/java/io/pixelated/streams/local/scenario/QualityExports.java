package io.pixelated.streams.local.scenario;

import java.time.Instant;

/** A quality manager exports a ward's records for the yearly review. */
final class QualityExports implements Traffic {
  @Override
  public void play(Instant start, Scene scene) {
    Dice dice = scene.dice();
    Person manager = dice.pick(scene.world().clinicians());
    Account account = new Account(manager, manager.home(), scene);
    account.login(start);
    Instant time = start;
    int exports = dice.between(1, 2);
    for (int i = 0; i < exports; i++) {
      time = time.plus(dice.minutes(1, 6));
      account
          .records("export", time, "assessment")
          .with("record.count", dice.between(180, 420))
          .with("bytes", dice.between(2_000_000, 9_000_000))
          .write(scene, time);
    }
  }

  @Override
  public Rhythm rhythm() {
    return Rhythm.OFFICE;
  }

  @Override
  public double records() {
    return 2.5;
  }
}
