package io.pixelated.streams.residency.audit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;

/**
 * Appends entries to one chain. It holds the chain's head, which its user keeps in safety between
 * two entries; two writers with the same head would fork the chain.
 */
public final class ChainWriter {
  private static final byte[] OBJECT_END = {'}'};
  private static final byte[] NO_DIGITS = new byte[EntryLayout.SIGNATURE_DIGITS];

  private final MessageDigest digest = Digests.sha256();
  private final ChainId id;
  private ChainHead head;

  /** A writer that goes on from a head. */
  public ChainWriter(ChainId id, ChainHead head) {
    this.id = Objects.requireNonNull(id, "id");
    this.head = Objects.requireNonNull(head, "head");
  }

  /** What the next entry builds on. */
  public ChainHead head() {
    return head;
  }

  /**
   * Appends a verdict.
   *
   * @param verdictId its id
   * @param body the verdict: one JSON object without line breaks, UTF-8
   */
  public Appended verdict(String verdictId, byte[] body) {
    return append(EntryKind.VERDICT, verdictId, body);
  }

  /** Appends a signature over all entries so far. A chain begins with one. */
  public Appended anchor(SigningKey key, long time) {
    String fields = "{\"time\":%d,\"verdicts\":%d,".formatted(time, head.verdicts());
    return sign(EntryKind.ANCHOR, key, fields);
  }

  /**
   * Appends a signature over the heads of all verdict chains.
   *
   * @param heads the last signed entry of each chain that has begun
   * @param every after how many milliseconds the next one follows at the latest
   */
  public Appended heads(SigningKey key, long time, long every, Collection<Claim> heads) {
    StringBuilder fields = new StringBuilder(128 + 128 * heads.size());
    fields.append("{\"time\":").append(time).append(",\"every\":").append(every);
    fields.append(",\"heads\":[");
    heads.stream()
        .sorted(Comparator.comparingInt(Claim::chain))
        .forEach(
            claim ->
                fields
                    .append(fields.charAt(fields.length() - 1) == '[' ? "" : ",")
                    .append("{\"chain\":")
                    .append(claim.chain())
                    .append(",\"epoch\":")
                    .append(claim.epoch())
                    .append(",\"index\":")
                    .append(claim.index())
                    .append(",\"hash\":\"")
                    .append(claim.hash())
                    .append("\"}"));
    fields.append("],");
    return sign(EntryKind.HEADS, key, fields.toString());
  }

  private Appended sign(EntryKind kind, SigningKey key, String fields) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(EntryLayout.ascii(fields + "\"key\":\"" + key.id() + "\","));
    body.writeBytes(EntryLayout.SIGNATURE);
    body.writeBytes(NO_DIGITS);
    body.write(EntryLayout.SIGNED_END, 0, EntryLayout.SIGNED_END.length - 1);
    byte[] entry = unfinished(kind, body.toByteArray());
    int signedTo = entry.length - EntryLayout.SIGNATURE_LENGTH;
    byte[] signature = key.sign(entry, EntryLayout.HASHED_FROM, signedTo);
    Digests.write(signature, entry, signedTo + EntryLayout.SIGNATURE.length);
    return finish(kind, kind.word() + '-' + id.chain() + '-' + head.next(), entry);
  }

  private Appended append(EntryKind kind, String entryId, byte[] body) {
    if (body.length < 2 || body[0] != '{' || body[body.length - 1] != '}') {
      throw new IllegalArgumentException("the body of an entry is one JSON object");
    }
    for (byte b : body) {
      if (b == '\n') {
        throw new IllegalArgumentException("the body of an entry has no line breaks");
      }
    }
    return finish(kind, entryId, unfinished(kind, body));
  }

  /** The entry with nothing in the place of its hash. */
  private byte[] unfinished(EntryKind kind, byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(320 + body.length);
    out.writeBytes(EntryLayout.HASH);
    out.write(NO_DIGITS, 0, EntryLayout.HASH_DIGITS);
    out.writeBytes(EntryLayout.PREVIOUS);
    out.writeBytes(EntryLayout.ascii(head.hash()));
    out.writeBytes(EntryLayout.REGION);
    out.writeBytes(EntryLayout.ascii(id.region()));
    out.writeBytes(EntryLayout.JOB);
    out.writeBytes(EntryLayout.ascii(id.job()));
    out.writeBytes(EntryLayout.EPOCH);
    out.writeBytes(EntryLayout.ascii(Long.toString(head.epoch())));
    out.writeBytes(EntryLayout.CHAIN);
    out.writeBytes(EntryLayout.ascii(Integer.toString(id.chain())));
    out.writeBytes(EntryLayout.INDEX);
    out.writeBytes(EntryLayout.ascii(Long.toString(head.next())));
    out.writeBytes(EntryLayout.KIND);
    out.writeBytes(kind.bytes());
    out.writeBytes(EntryLayout.BODY);
    out.writeBytes(body);
    out.writeBytes(OBJECT_END);
    return out.toByteArray();
  }

  private Appended finish(EntryKind kind, String entryId, byte[] entry) {
    digest.update(entry, EntryLayout.HASHED_FROM, entry.length - EntryLayout.HASHED_FROM);
    Digests.write(digest.digest(), entry, EntryLayout.HASH_AT);
    String hash =
        new String(entry, EntryLayout.HASH_AT, EntryLayout.HASH_DIGITS, StandardCharsets.US_ASCII);
    Appended appended =
        new Appended(id.chain(), head.epoch(), head.next(), kind, hash, entryId, entry);
    head = head.after(hash, kind);
    return appended;
  }
}
