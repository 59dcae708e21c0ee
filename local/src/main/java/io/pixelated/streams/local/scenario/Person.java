package io.pixelated.streams.local.scenario;

import java.util.List;
import java.util.Objects;

/**
 * An account: who it belongs to, where its owner connects from and when they work.
 *
 * @param login login name
 * @param patientId the subject's id if the person is a patient, else empty
 * @param state US state of a patient's residence, else empty
 * @param usual connections that the owner normally uses, the first most often
 * @param userAgent the owner's browser or app
 * @param device id of the owner's device
 */
record Person(
    String login,
    Role role,
    String patientId,
    String state,
    List<Origin> usual,
    Shift shift,
    String userAgent,
    String device) {
  Person {
    Objects.requireNonNull(login, "login");
    Objects.requireNonNull(role, "role");
    usual = List.copyOf(usual);
    if (usual.isEmpty()) {
      throw new IllegalArgumentException("person " + login + " has no connection");
    }
  }

  Origin home() {
    return usual.get(0);
  }

  /** The connection of one session. */
  Origin connection(Dice dice) {
    return dice.chance(0.7) ? usual.get(0) : dice.pick(usual);
  }
}
