package io.pixelated.streams.incidents;

import static io.pixelated.streams.incidents.Findings.ANA;
import static io.pixelated.streams.incidents.Findings.ATTACKER;
import static io.pixelated.streams.incidents.Findings.rawAlert;
import static io.pixelated.streams.incidents.Findings.rawDetection;
import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.events.Detection;
import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import io.pixelated.streams.events.Level;
import io.pixelated.streams.events.RuleRef;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupingTest {
  private static final Entity BEN = new Entity(EntityType.USER, "ben");
  private static final Entity SERVICE = new Entity(EntityType.USER, "svc-billing");
  private static final Entity TOKEN = new Entity(EntityType.TOKEN, "tok-1");
  private static final Entity MACHINE = new Entity(EntityType.HOST, "ws-12");

  private final Grouping grouping = new Grouping(IncidentPolicyFile.shipped());

  @Test
  void groupsADetectionByItsUser() {
    assertThat(grouping.signal(rawDetection("pixelated", ATTACKER, ANA, TOKEN)).primary())
        .isEqualTo(ANA);
  }

  @Test
  void passesOverServiceAccounts() {
    assertThat(grouping.signal(rawDetection("pixelated", SERVICE, TOKEN, ATTACKER)).primary())
        .isEqualTo(TOKEN);
  }

  @Test
  void groupsByTheMachineOnEndpoints() {
    assertThat(grouping.signal(rawDetection("windows", ANA, MACHINE)).primary()).isEqualTo(MACHINE);
  }

  @Test
  void anInformationalBuildingBlockIsNoEvidence() {
    assertThat(Grouping.isBackground(detectionOf(Level.INFORMATIONAL, false))).isTrue();
    assertThat(Grouping.isBackground(detectionOf(Level.INFORMATIONAL, true))).isFalse();
    assertThat(Grouping.isBackground(detectionOf(Level.LOW, false))).isFalse();
  }

  private static Detection detectionOf(Level level, boolean standalone) {
    Detection like = rawDetection("pixelated", ANA);
    return new Detection(
        like.id(),
        new RuleRef("r1", "v1", "A rule", level, List.of()),
        like.eventId(),
        like.region(),
        like.time(),
        like.late(),
        like.origin(),
        like.source(),
        like.entities(),
        like.classification(),
        like.fields(),
        standalone);
  }

  @Test
  void groupsByTheRuleWhatNamesNobody() {
    assertThat(grouping.signal(rawDetection("pixelated")).primary())
        .isEqualTo(new Entity(EntityType.RULE, "r1"));
    Entity loopback = new Entity(EntityType.ADDRESS, "127.0.0.9");
    assertThat(grouping.signal(rawDetection("pixelated", SERVICE, loopback)).primary().type())
        .isEqualTo(EntityType.RULE);
  }

  @Test
  void groupsASprayByItsAddressAndNotByOneOfItsVictims() {
    assertThat(
            grouping
                .signal(rawAlert(Map.of("source.ip", "203.0.113.7"), ANA, BEN, ATTACKER))
                .primary())
        .isEqualTo(ATTACKER);
  }

  @Test
  void groupsAnAlertByAddressAboutOneUserByThatUser() {
    assertThat(
            grouping.signal(rawAlert(Map.of("source.ip", "203.0.113.7"), ANA, ATTACKER)).primary())
        .isEqualTo(ANA);
  }

  @Test
  void groupsAnAlertByTheUserThatItsRuleGroupsBy() {
    assertThat(grouping.signal(rawAlert(Map.of("actor.user", "BEN"), ANA, BEN)).primary())
        .isEqualTo(BEN);
  }

  @Test
  void knowsTheHostAndUserOfAGroupInTheEventsOwnSpelling() {
    assertThat(
            grouping
                .signal(rawAlert(Map.of("Computer", "WS-12.corp.example"), ANA, MACHINE))
                .primary())
        .isEqualTo(MACHINE);
    assertThat(grouping.signal(rawAlert(Map.of("User", "CORP\\Ben"), ANA, BEN, MACHINE)).primary())
        .isEqualTo(BEN);
  }

  @Test
  void knowsHubsByPatternAndNetwork() {
    Hubs hubs =
        new Hubs(
            Map.of(
                EntityType.USER, List.of("svc-*", "*$"),
                EntityType.ADDRESS, List.of("10.0.0.0/8", "2001:db8::/32")));

    assertThat(hubs.contains(new Entity(EntityType.USER, "SVC-x"))).isTrue();
    assertThat(hubs.contains(new Entity(EntityType.USER, "ws-12$"))).isTrue();
    assertThat(hubs.contains(new Entity(EntityType.USER, "my-svc-x"))).isFalse();
    assertThat(hubs.contains(new Entity(EntityType.ADDRESS, "10.9.8.7"))).isTrue();
    assertThat(hubs.contains(new Entity(EntityType.ADDRESS, "11.9.8.7"))).isFalse();
    assertThat(hubs.contains(new Entity(EntityType.ADDRESS, "2001:db8::7"))).isTrue();
    assertThat(hubs.contains(new Entity(EntityType.ADDRESS, "999.1.1.1"))).isFalse();
    assertThat(hubs.contains(new Entity(EntityType.ADDRESS, "10.0.0.0/24"))).isFalse();
  }
}
