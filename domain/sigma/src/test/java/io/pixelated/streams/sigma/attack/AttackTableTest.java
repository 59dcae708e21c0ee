package io.pixelated.streams.sigma.attack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttackTableTest {
  private final AttackTable table = AttackTable.standard();

  @Test
  void knowsTechniquesGroupsSoftwareAndTactics() {
    assertThat(table.find("t1059.001")).get().extracting(AttackEntry::name).isEqualTo("PowerShell");
    assertThat(table.find("G0016")).get().extracting(AttackEntry::name).isEqualTo("APT29");
    assertThat(table.find("S0002")).get().extracting(AttackEntry::name).isEqualTo("Mimikatz");
    assertThat(table.tactic("lateral-movement"))
        .get()
        .extracting(AttackEntry::id)
        .isEqualTo("TA0008");
    assertThat(table.find("T9999")).isEmpty();
  }

  @Test
  void leadsFromARevokedIdToItsSuccessor() {
    AttackEntry revoked = table.find("T1086").orElseThrow();

    assertThat(revoked.retired()).isTrue();
    assertThat(table.current(revoked).id()).isEqualTo("T1059.001");
  }

  @Test
  void knowsWhatTheNextVersionBroughtAndWhatItReplaced() {
    AttackEntry impaired = table.find("T1562.001").orElseThrow();

    assertThat(impaired.retired()).isFalse();
    assertThat(table.next(impaired).id()).isEqualTo("T1685");
    assertThat(table.isAddition("T1685")).isTrue();
    assertThat(table.tactic("stealth")).isPresent();
    assertThat(table.tactic("defense-evasion")).isPresent();
  }

  @Test
  void namesForEverySuccessorAnEntryThatIsThere() {
    assertThat(table.entries())
        .allSatisfy(
            entry -> entry.successor().ifPresent(id -> assertThat(table.find(id)).isPresent()));
    assertThat(table.entries())
        .filteredOn(table::isReplaced)
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(table.next(entry)).isNotEqualTo(entry));
  }
}
