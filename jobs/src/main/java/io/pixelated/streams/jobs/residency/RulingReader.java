package io.pixelated.streams.jobs.residency;

import io.pixelated.streams.events.KeyedRecord;
import io.pixelated.streams.residency.Approval;
import io.pixelated.streams.residency.ApprovalFile;
import io.pixelated.streams.residency.Policies;
import io.pixelated.streams.residency.PolicyException;
import io.pixelated.streams.residency.Regions;
import io.pixelated.streams.residency.Ruling;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Makes rulings of what came; says what is wrong with it without quoting it. */
final class RulingReader {
  /** The one key of {@code compliance.policies}: all policies are one document. */
  static final String POLICIES_KEY = "policies";

  private final Regions regions = Regions.shipped();

  /**
   * A ruling that was taken once.
   *
   * @param problem what can no longer be read of it, and what decides instead; empty if all can
   */
  record Made(Ruling ruling, String problem) {}

  /** What is wrong with a change, and what would help; empty if nothing is. */
  String problem(RulingChange change) {
    KeyedRecord record = change.record();
    if (record.origin().partition() != 0) {
      return "the topic has more than one partition, so its records have no order: give it one";
    }
    if (!change.approval() && !record.key().equals(POLICIES_KEY)) {
      return "the policies are one record: give it the key '" + POLICIES_KEY + "'";
    }
    if (record.isTombstone()) {
      return "";
    }
    try {
      if (!change.approval()) {
        policies(record.value());
        return "";
      }
      Approval approval = approval(record.value());
      return approval.id().equals(record.key())
          ? ""
          : "the record's key is not the approval's id: give it that key";
    } catch (PolicyException e) {
      return e.getMessage();
    } catch (CharacterCodingException e) {
      return "it is not UTF-8: write it in UTF-8";
    } catch (RuntimeException | StackOverflowError e) {
      return "it cannot be made sense of: give times from 1970 to 9999, and no value inside itself";
    }
  }

  /**
   * What was taken once, by an earlier version of the product perhaps, as far as it can be read: an
   * approval that cannot be does not hold, and without policies nothing goes anywhere.
   */
  Made make(RulingSnapshot snapshot) {
    List<String> problems = new ArrayList<>();
    List<Approval> approvals = new ArrayList<>();
    int unreadable = 0;
    for (byte[] text : new TreeMap<>(snapshot.approvals()).values()) {
      try {
        approvals.add(approval(text));
      } catch (CharacterCodingException | RuntimeException | StackOverflowError e) {
        unreadable++;
      }
    }
    if (unreadable > 0) {
      problems.add(
          unreadable
              + " approval(s) taken once cannot be read any more and do not hold: renew them");
    }
    return new Made(
        new Ruling(policies(snapshot, problems), approvals), String.join("; ", problems));
  }

  private Policies policies(RulingSnapshot snapshot, List<String> problems) {
    if (snapshot.policies().length == 0) {
      return Policies.shipped();
    }
    try {
      return policies(snapshot.policies());
    } catch (CharacterCodingException | RuntimeException | StackOverflowError e) {
      problems.add(
          "the policies taken once cannot be read any more, all is quarantined: write them anew");
      return Policies.denying();
    }
  }

  private Policies policies(byte[] bytes) throws CharacterCodingException {
    return Policies.parse(text(bytes), regions);
  }

  private Approval approval(byte[] bytes) throws CharacterCodingException {
    Approval approval = ApprovalFile.read(text(bytes), regions);
    new Ruling(Policies.denying(), List.of(approval)).version(); // it must fit a ruling, too
    return approval;
  }

  private static String text(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
