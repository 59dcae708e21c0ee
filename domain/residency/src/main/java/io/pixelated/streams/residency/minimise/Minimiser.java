package io.pixelated.streams.residency.minimise;

import java.util.Objects;
import java.util.Optional;

/**
 * Takes out of a record what its profiles do not let through.
 *
 * <p>Three passes over the record's parts: what becomes of each and which values are personal; what
 * the kept texts say of those; the bytes. It is used for one record after the other; what is asked
 * about the last one holds until the next. Not safe for use by several threads.
 */
public final class Minimiser implements JsonFields {
  private final PersonalValues personal = new PersonalValues();
  private final Fates fates = new Fates();
  private final MinimisedJson json = new MinimisedJson(fates);
  private JsonTape tape = new JsonTape();

  /**
   * The record with less in it, as JSON; empty if a personal value would remain, whatever field it
   * is in.
   *
   * @param record the record, read
   * @param machine the profiles
   * @param region what stands for personal values
   */
  public Optional<byte[]> minimise(JsonTape record, FieldMachine machine, Substitutes region) {
    tape = Objects.requireNonNull(record, "record");
    region.renew();
    personal.clear();
    fates.begin(tape.size());
    new Settling(tape, fates, personal, region).settle(ROOT, machine.start());
    boolean remains = new Remains(tape, fates, personal).any();
    return remains ? Optional.empty() : Optional.of(json.write(tape));
  }

  @Override
  public int find(int from, JsonPath path) {
    return tape.find(from, path, fates.kept());
  }

  @Override
  public String text(int part) {
    String instead = part == NONE ? null : fates.instead(part);
    return instead == null ? tape.text(part) : instead;
  }

  @Override
  public long number(int part) {
    if (part == NONE || tape.kind(part) != JsonPart.NUMBER) {
      return 0;
    }
    String instead = fates.instead(part);
    if (instead == null) {
      return tape.number(part);
    }
    return fates.action(part).keepsNumbers() ? Long.parseLong(instead) : 0;
  }
}
