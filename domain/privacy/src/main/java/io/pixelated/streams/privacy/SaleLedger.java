package io.pixelated.streams.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.DataClass;
import io.pixelated.streams.residency.DestinationKind;
import io.pixelated.streams.residency.Duty;
import io.pixelated.streams.residency.Policies;
import io.pixelated.streams.residency.Question;
import io.pixelated.streams.residency.RecordKind;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Who has opted out of having their records sold or shared, by pseudonym; and whether somebody's
 * may be. The law comes first: where it prohibits the sale, no opting in permits it.
 */
public final class SaleLedger {
  private final Map<String, Boolean> permitted = new HashMap<>();

  /** Why somebody's records may be sold or not. */
  public enum Answer {
    PROHIBITED_BY_LAW,
    OPTED_OUT,
    PERMITTED;

    /** The answer in one word, such as {@code opted_out}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A choice as it stands on {@code privacy.choices}, under a pseudonym: UTF-8 JSON. */
  public static byte[] choice(PrivacyRequest.SaleChoice request) {
    return Trees.bytes(
        Trees.object()
            .put("sale", request.permitted() ? "permitted" : "opted_out")
            .put("since", request.header().requestedAt().toString())
            .put("request", request.id()));
  }

  /** Takes note of a record of {@code privacy.choices}; an empty value is a tombstone. */
  public void take(String pseudonym, byte[] choice) {
    if (choice.length == 0) {
      permitted.remove(pseudonym);
      return;
    }
    JsonNode node = Trees.read(choice);
    permitted.put(pseudonym, node.path("sale").asText().equals("permitted"));
  }

  /**
   * Whether somebody's records may be sold or shared.
   *
   * @param pseudonyms theirs, under all valid keys
   * @param home their jurisdiction
   * @param region where the records are
   */
  public Answer ask(List<String> pseudonyms, String home, Policies policies, String region) {
    Question question =
        new Question(
            RecordKind.INCIDENTS,
            Classification.of(List.of(DataClass.PERSONAL), List.of(home)),
            region,
            DestinationKind.REGIONAL_STORE,
            region,
            "sale");
    var basis = policies.decide(question, List.of()).basis();
    // A home that no regime speaks of is no permission either.
    if (basis.duties().contains(Duty.SALE_PROHIBITED) || basis.regimes().isEmpty()) {
      return Answer.PROHIBITED_BY_LAW;
    }
    boolean optedOut = pseudonyms.stream().anyMatch(p -> Boolean.FALSE.equals(permitted.get(p)));
    return optedOut ? Answer.OPTED_OUT : Answer.PERMITTED;
  }
}
