package io.pixelated.streams.privacy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pixelated.streams.events.InvalidRecordException;
import io.pixelated.streams.events.StrictObject;
import io.pixelated.streams.privacy.PrivacyRequest.Access;
import io.pixelated.streams.privacy.PrivacyRequest.Erasure;
import io.pixelated.streams.privacy.PrivacyRequest.Header;
import io.pixelated.streams.privacy.PrivacyRequest.Portability;
import io.pixelated.streams.privacy.PrivacyRequest.Rectification;
import io.pixelated.streams.privacy.PrivacyRequest.Requester;
import io.pixelated.streams.privacy.PrivacyRequest.SaleChoice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A {@link PrivacyRequest} as it stands on {@code privacy.requests}: one JSON object. */
public final class PrivacyRequestJson {
  private static final int MOST_CORRECTIONS = 20;

  private PrivacyRequestJson() {}

  /**
   * Reads a request.
   *
   * @throws InvalidRecordException with all that is wrong with it, in words of ours
   */
  public static PrivacyRequest read(byte[] json) {
    StrictObject record = StrictObject.read(json);
    String id = record.text("id");
    if (!id.isEmpty() && !Header.isId(id)) {
      record.problem("id", "is none: give 1 to 64 letters, digits, dots, hyphens, underscores");
    }
    RequestKind kind = record.word("type", RequestKind.values(), RequestKind::word);
    Instant requestedAt = record.time("requested_at");
    String home = record.text("home");
    if (!home.isEmpty() && !Header.isHome(home)) {
      record.problem("home", "is no jurisdiction: give one such as EU or US-CA");
    }
    Subject subject = SubjectJson.read(record);
    Requester requester = requester(record);
    List<Correction> corrections =
        kind == RequestKind.RECTIFICATION ? corrections(record) : List.of();
    record.refuseOthers();
    record.finish();
    Header header = new Header(id, requestedAt, subject, home, requester);
    return switch (kind) {
      case ACCESS -> new Access(header);
      case ERASURE -> new Erasure(header);
      case RECTIFICATION -> new Rectification(header, corrections);
      case PORTABILITY -> new Portability(header);
      case OPT_OUT -> new SaleChoice(header, false);
      case OPT_IN -> new SaleChoice(header, true);
    };
  }

  /** The request, as UTF-8 JSON. */
  public static byte[] write(PrivacyRequest request) {
    Header header = request.header();
    ObjectNode node = Trees.object();
    node.put("id", header.id());
    node.put("type", request.kind().word());
    node.put("requested_at", header.requestedAt().toString());
    node.set("subject", SubjectJson.tree(header.subject()));
    node.put("home", header.home());
    node.putObject("requester")
        .put("name", header.requester().name())
        .put("role", header.requester().role().word());
    if (request instanceof Rectification rectification) {
      ArrayNode corrections = node.putArray("corrections");
      for (Correction each : rectification.corrections()) {
        corrections
            .addObject()
            .put("field", each.field())
            .put("wrong", each.wrong())
            .put("right", each.right());
      }
    }
    return Trees.bytes(node);
  }

  private static Requester requester(StrictObject record) {
    StrictObject object = record.object("requester");
    if (object == null) {
      return null;
    }
    String name = object.text("name");
    Role role = object.word("role", Role.values(), Role::word);
    object.refuseOthers();
    return role == null ? null : new Requester(name, role);
  }

  private static List<Correction> corrections(StrictObject record) {
    List<Correction> corrections = new ArrayList<>();
    for (StrictObject object : record.objects("corrections", MOST_CORRECTIONS)) {
      String field = object.text("field");
      String wrong = object.text("wrong");
      String right = object.text("right");
      object.refuseOthers();
      if (Correction.isField(field)) {
        corrections.add(new Correction(field, wrong, right));
      } else if (!field.isEmpty()) {
        object.problem("field", "is no path: give one such as source.country");
      }
    }
    if (corrections.isEmpty()) {
      record.problem("corrections", "is missing or empty: say what to correct");
    }
    return corrections;
  }
}
