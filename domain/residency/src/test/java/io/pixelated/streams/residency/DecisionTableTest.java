package io.pixelated.streams.residency;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.events.Classification;
import io.pixelated.streams.events.DataClass;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the shipped policies decide, written down by hand. */
class DecisionTableTest {
  private static final Policies POLICIES = Policies.shipped();

  @ParameterizedTest(name = "{0} {1} {2}: {3} to {4} {5}: {6}")
  @CsvSource({
    // operational data: anywhere, minimised when it leaves its region
    "THREAT_EVENTS, OPERATIONAL, -, us-east-1, REGIONAL_STORE, us-east-1, permit",
    "THREAT_EVENTS, OPERATIONAL, -, eu-central-1, REGIONAL_STORE, us-east-1, minimise",
    "THREAT_EVENTS, OPERATIONAL, EU, us-east-1, REGIONAL_STORE, us-east-1, permit",
    "THREAT_EVENTS, OPERATIONAL, -, us-east-1, GLOBAL_TOPIC, -, quarantine",
    "DETECTIONS, OPERATIONAL, -, us-east-1, GLOBAL_TOPIC, -, minimise",
    "INCIDENTS, OPERATIONAL, -, ap-southeast-1, REGIONAL_TOPIC, us-west-2, minimise",
    "INCIDENTS, OPERATIONAL, -, ap-southeast-1, REGIONAL_TOPIC, ap-southeast-1, permit",
    "INCIDENTS, OPERATIONAL, -, us-east-1, REGIONAL_STORE, us-east4, permit",
    // personal data of EU subjects
    "THREAT_EVENTS, PERSONAL, EU, eu-central-1, REGIONAL_STORE, eu-central-1, permit",
    "THREAT_EVENTS, PERSONAL, EU, us-east-1, REGIONAL_STORE, us-east-1, minimise",
    "THREAT_EVENTS, PERSONAL, EU, ap-northeast-1, REGIONAL_STORE, ap-northeast-1, minimise",
    "THREAT_EVENTS, PERSONAL, EU, us-east-1, REGIONAL_TOPIC, us-east-1, quarantine",
    "THREAT_EVENTS, PERSONAL, EU, us-east-1, REGIONAL_STORE, eu-central-1, permit",
    "THREAT_EVENTS, PERSONAL, EU, eu-central-1, REGIONAL_STORE, europe-west3, permit",
    "DETECTIONS, PERSONAL, EU, us-east-1, REGIONAL_STORE, us-east-1, minimise",
    "INCIDENTS, PERSONAL, EU, us-east-1, REGIONAL_STORE, us-east-1, minimise",
    "INCIDENTS, PERSONAL, EU, eu-central-1, GLOBAL_TOPIC, -, quarantine",
    "INCIDENTS, OPERATIONAL|PERSONAL, EU, us-west-2, REGIONAL_STORE, us-west-2, minimise",
    // health data of EU subjects: an event is content, a finding is not
    "THREAT_EVENTS, HEALTH, EU, eu-central-1, REGIONAL_STORE, eu-central-1, permit",
    "THREAT_EVENTS, HEALTH, EU, us-east-1, REGIONAL_STORE, us-east-1, quarantine",
    "THREAT_EVENTS, PERSONAL|HEALTH, EU, us-east-1, REGIONAL_STORE, us-east-1, quarantine",
    "DETECTIONS, HEALTH, EU, us-east-1, REGIONAL_STORE, us-east-1, minimise",
    "INCIDENTS, PERSONAL|HEALTH, EU, us-east-1, REGIONAL_STORE, us-east-1, minimise",
    // health data of US subjects
    "THREAT_EVENTS, HEALTH, US, us-east-1, REGIONAL_STORE, us-east-1, permit",
    "THREAT_EVENTS, HEALTH, US, us-east-1, REGIONAL_STORE, us-west-2, permit",
    "THREAT_EVENTS, HEALTH, US-NY, us-west-2, REGIONAL_STORE, us-west-2, permit",
    "THREAT_EVENTS, HEALTH, US, eu-central-1, REGIONAL_STORE, eu-central-1, quarantine",
    "INCIDENTS, HEALTH, US, eu-central-1, REGIONAL_STORE, eu-central-1, minimise",
    "INCIDENTS, HEALTH, US, us-east-1, GLOBAL_TOPIC, -, quarantine",
    // Californians: HIPAA and CCPA together leave the west
    "THREAT_EVENTS, HEALTH, US-CA, us-west-2, REGIONAL_STORE, us-west-2, permit",
    "THREAT_EVENTS, HEALTH, US-CA, us-east-1, REGIONAL_STORE, us-east-1, quarantine",
    "DETECTIONS, HEALTH, US-CA, us-east-1, REGIONAL_STORE, us-east-1, minimise",
    "THREAT_EVENTS, PERSONAL, US-CA, us-west-2, REGIONAL_STORE, us-west-2, permit",
    "THREAT_EVENTS, PERSONAL, US-CA, us-east-1, REGIONAL_STORE, us-east-1, minimise",
    "THREAT_EVENTS, PERSONAL, US|US-CA, us-east-1, REGIONAL_STORE, us-east-1, minimise",
    // other US subjects
    "THREAT_EVENTS, PERSONAL, US, us-east-1, REGIONAL_STORE, us-east-1, permit",
    "THREAT_EVENTS, PERSONAL, US, eu-central-1, REGIONAL_STORE, eu-central-1, permit",
    "THREAT_EVENTS, PERSONAL, US, us-east-1, REGIONAL_STORE, eu-central-1, minimise",
    // Singapore and Japan
    "THREAT_EVENTS, HEALTH, SG, ap-southeast-1, REGIONAL_STORE, ap-southeast-1, permit",
    "THREAT_EVENTS, PERSONAL, SG, ap-northeast-1, REGIONAL_STORE, ap-northeast-1, quarantine",
    "INCIDENTS, HEALTH, SG, ap-northeast-1, REGIONAL_STORE, ap-northeast-1, minimise",
    "THREAT_EVENTS, PERSONAL, JP, ap-northeast-1, REGIONAL_STORE, ap-northeast-1, permit",
    "THREAT_EVENTS, PERSONAL, JP, us-west-2, REGIONAL_STORE, us-west-2, quarantine",
    "DETECTIONS, PERSONAL, JP, us-west-2, REGIONAL_STORE, us-west-2, minimise",
    // several homes: where all permit, nowhere if there is no such place
    "INCIDENTS, PERSONAL, EU|US, eu-central-1, REGIONAL_STORE, eu-central-1, permit",
    "INCIDENTS, PERSONAL, EU|US, us-east-1, REGIONAL_STORE, us-east-1, minimise",
    "INCIDENTS, HEALTH, EU|US, us-east-1, REGIONAL_STORE, us-east-1, quarantine",
    "INCIDENTS, PERSONAL, EU|SG, eu-central-1, REGIONAL_STORE, eu-central-1, quarantine",
    "INCIDENTS, PERSONAL, EU|US-CA, us-west-2, REGIONAL_STORE, us-west-2, quarantine",
    // what is unknown is denied
    "INCIDENTS, UNKNOWN, UNKNOWN, us-east-1, REGIONAL_STORE, us-east-1, quarantine",
    "INCIDENTS, UNKNOWN, -, us-east-1, REGIONAL_STORE, us-east-1, quarantine",
    "INCIDENTS, PERSONAL, UNKNOWN, us-east-1, REGIONAL_STORE, us-east-1, quarantine",
    "INCIDENTS, PERSONAL, EU|UNKNOWN, eu-central-1, REGIONAL_STORE, eu-central-1, quarantine",
    "INCIDENTS, OPERATIONAL, UNKNOWN, us-east-1, REGIONAL_STORE, us-east-1, quarantine",
    "INCIDENTS, PERSONAL, -, us-east-1, REGIONAL_STORE, us-east-1, quarantine",
    "INCIDENTS, PERSONAL, BR, us-east-1, REGIONAL_STORE, us-east-1, quarantine",
    "INCIDENTS, PERSONAL, USSR, us-east-1, REGIONAL_STORE, us-east-1, quarantine",
    "INCIDENTS, OPERATIONAL, -, mars-1, REGIONAL_STORE, us-east-1, quarantine",
    "INCIDENTS, OPERATIONAL, -, us-east-1, REGIONAL_STORE, mars-1, quarantine",
    "INCIDENTS, OPERATIONAL, -, eu-central-1, REGIONAL_STORE, eu-west-1, quarantine",
    "INCIDENTS, OPERATIONAL|UNKNOWN, -, us-east-1, REGIONAL_STORE, us-east-1, quarantine",
  })
  void decides(
      RecordKind kind,
      String classes,
      String homes,
      String from,
      DestinationKind destination,
      String to,
      String outcome) {
    List<DataClass> dataClasses = split(classes).stream().map(DataClass::valueOf).toList();
    Verdict verdict =
        POLICIES.decide(kind, Classification.of(dataClasses, split(homes)), from, destination, to);

    assertThat(verdict.outcome()).as(verdict.basis().reason()).isEqualTo(outcome);
    assertThat(verdict.basis().policyVersion()).isEqualTo(POLICIES.version());
    assertThat(verdict.basis().clause()).isNotBlank();
    assertThat(verdict.basis().reason()).isNotBlank();
  }

  private static List<String> split(String text) {
    return text.equals("-") ? List.of() : Arrays.asList(text.split("\\|", -1));
  }
}
