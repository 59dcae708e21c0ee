package io.pixelated.streams.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pixelated.streams.sql.CockroachRegions.Present;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CockroachRegionsTest {
  private static final RegionPlan PLAN =
      new RegionPlan(
          "us-east-1",
          Map.of("us-east-1", "aws-us-east-1", "eu-central-1", "aws-eu-central-1"),
          Map.of("eu", List.of("eu-central-1"), "us", List.of("us-east-1")));

  @Test
  void makesANewDatabaseMultiRegional() {
    List<String> statements =
        CockroachRegions.statements(PLAN, new Present("streams", Set.of(), Set.of(), Set.of()));

    assertThat(statements)
        .startsWith(
            "ALTER DATABASE \"streams\" SET PRIMARY REGION \"aws-us-east-1\"",
            "ALTER DATABASE \"streams\" ADD REGION IF NOT EXISTS \"aws-eu-central-1\"",
            "SET enable_super_regions = 'on'",
            "ALTER DATABASE \"streams\" ADD SUPER REGION \"eu\" VALUES \"aws-eu-central-1\"",
            "ALTER DATABASE \"streams\" ADD SUPER REGION \"us\" VALUES \"aws-us-east-1\"",
            "ALTER TABLE threat_events ADD COLUMN crdb_region crdb_internal_region NOT NULL AS"
                + " (CASE home_region WHEN 'eu-central-1' THEN 'aws-eu-central-1'"
                + " WHEN 'us-east-1' THEN 'aws-us-east-1' END) STORED",
            "ALTER TABLE threat_events SET LOCALITY REGIONAL BY ROW")
        .endsWith("ALTER TABLE retention SET LOCALITY GLOBAL");
    assertThat(statements)
        .filteredOn(statement -> statement.endsWith("REGIONAL BY ROW"))
        .hasSize(6);
  }

  @Test
  void addsOnlyWhatIsMissing() {
    Set<String> tables =
        Set.of(
            "threat_events",
            "detections",
            "incidents",
            "threat_intelligence",
            "routing_health",
            "compliance_audit_logs");

    assertThat(
            CockroachRegions.statements(
                PLAN, new Present("streams", Set.of("aws-us-east-1"), Set.of("us"), tables)))
        .containsExactly(
            "ALTER DATABASE \"streams\" ADD REGION IF NOT EXISTS \"aws-eu-central-1\"",
            "SET enable_super_regions = 'on'",
            "ALTER DATABASE \"streams\" ADD SUPER REGION \"eu\" VALUES \"aws-eu-central-1\"",
            "ALTER TABLE retention SET LOCALITY GLOBAL");
  }

  @Test
  void refusesNamesThatWouldBeMoreThanNames() {
    assertThatThrownBy(
            () -> new RegionPlan("x", Map.of("x", "a'); DROP TABLE incidents; --"), Map.of()))
        .hasMessageContaining("is no name of a region");
    assertThatThrownBy(() -> new RegionPlan("x", Map.of("y", "y"), Map.of()))
        .hasMessage("primary region x is none of [y]");
    assertThatThrownBy(() -> new RegionPlan("x", Map.of("x", "x"), Map.of("eu", List.of("z"))))
        .hasMessage("super region eu names z, which is none of [x]");
  }
}
