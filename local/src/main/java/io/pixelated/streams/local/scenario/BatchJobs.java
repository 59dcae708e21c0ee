package io.pixelated.streams.local.scenario;

import java.time.Instant;
import java.util.List;

/** Nightly jobs of service accounts, among them exports of many records that are permitted. */
final class BatchJobs implements Traffic {
  private static final List<String> JOBS =
      List.of("billing-close", "analytics-extract", "record-backup", "reminder-run", "lab-sync");

  @Override
  public void play(Instant start, Scene scene) {
    Dice dice = scene.dice();
    int job = dice.between(0, JOBS.size() - 1);
    Person service = scene.world().services().get(job);
    int records = dice.between(500, 60_000);
    log("job_start", service, JOBS.get(job), 0, scene).write(scene, start);
    Instant time = start;
    int chunks = job == 1 || job == 2 ? dice.between(2, 6) : 0;
    for (int i = 0; i < chunks; i++) {
      time = time.plus(dice.seconds(20, 120));
      new Account(service, service.home(), scene)
          .records("export", time, "billing")
          .with("record.count", records / chunks)
          .with("bytes", records * 90)
          .write(scene, time);
    }
    log("job_end", service, JOBS.get(job), records, scene)
        .write(scene, time.plus(dice.seconds(30, 300)));
  }

  private static PlatformLog log(
      String action, Person service, String job, int records, Scene scene) {
    return PlatformLog.of("batch", action)
        .by(service)
        .on("batch-1." + scene.world().name())
        .with("job.name", job)
        .with("record.count", records);
  }

  @Override
  public Rhythm rhythm() {
    return Rhythm.NIGHTLY;
  }

  @Override
  public double records() {
    return 3.6;
  }
}
