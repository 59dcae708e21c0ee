package io.pixelated.streams.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.privacy.SaleLedger.Answer;
import io.pixelated.streams.residency.Policies;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SaleLedgerTest {
  private static final Policies POLICIES = Policies.shipped();

  private final SaleLedger ledger = new SaleLedger();

  @Test
  void heedsTheLatestChoice() {
    assertThat(ask("US-NY")).isEqualTo(Answer.PERMITTED);
    ledger.take("ps_b", choice(false));
    assertThat(ask("US-NY")).isEqualTo(Answer.OPTED_OUT);
    ledger.take("ps_b", choice(true));
    assertThat(ask("US-NY")).isEqualTo(Answer.PERMITTED);
    ledger.take("ps_b", choice(false));
    ledger.take("ps_b", new byte[0]);
    assertThat(ask("US-NY")).isEqualTo(Answer.PERMITTED);
  }

  @Test
  void permitsNothingThatTheLawProhibits() {
    ledger.take("ps_b", choice(true));

    assertThat(ask("US-CA")).isEqualTo(Answer.PROHIBITED_BY_LAW);
    assertThat(ask("XX")).isEqualTo(Answer.PROHIBITED_BY_LAW);
  }

  private Answer ask(String home) {
    return ledger.ask(List.of("ps_a", "ps_b"), home, POLICIES, "us-west-2");
  }

  private static byte[] choice(boolean permitted) {
    return SaleLedger.choice(
        new PrivacyRequest.SaleChoice(
            new PrivacyRequest.Header(
                "dsr-4",
                Instant.EPOCH,
                Subject.of(List.of(new Identifier(IdentifierKind.USER, "ana"))),
                "US-NY",
                new PrivacyRequest.Requester("x", Role.SUBJECT)),
            permitted));
  }
}
