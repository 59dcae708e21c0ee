package io.pixelated.streams.jobs.residency;

/** The uids of the stage's operators: never changed, never used again for something else. */
final class ResidencyUids {
  static final String CONTROL = "ruling-control";
  static final String CHECK = "residency";

  private ResidencyUids() {}
}
