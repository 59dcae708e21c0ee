package io.pixelated.streams.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CockroachRegionsTest {
  private static final RegionPlan PLAN =
      new RegionPlan(
          "us-east-1",
          Map.of("us-east-1", "aws-us-east-1", "eu-central-1", "aws-eu-central-1"),
          Map.of("eu", List.of("eu-central-1"), "us", List.of("us-east-1")));

  private static final RegionPlan LARGER =
      new RegionPlan(
          "us-east-1",
          Map.of(
              "us-east-1",
              "aws-us-east-1",
              "eu-central-1",
              "aws-eu-central-1",
              "eu-west-1",
              "aws-eu-west-1"),
          Map.of("eu", List.of("eu-central-1", "eu-west-1"), "us", List.of("us-east-1")));

  @Test
  void makesANewDatabaseMultiRegional() {
    List<String> statements = CockroachRegions.statements(PLAN, new ShownCockroach().present());
    String place = CockroachRegions.place(PLAN);

    assertThat(statements)
        .startsWith(
            "ALTER DATABASE \"streams\" SET PRIMARY REGION \"aws-us-east-1\"",
            "ALTER DATABASE \"streams\" ADD REGION IF NOT EXISTS \"aws-eu-central-1\"",
            "SET enable_super_regions = 'on'",
            "ALTER DATABASE \"streams\" ADD SUPER REGION \"eu\" VALUES \"aws-eu-central-1\"",
            "ALTER DATABASE \"streams\" ADD SUPER REGION \"us\" VALUES \"aws-us-east-1\"",
            "ALTER TABLE threat_events ADD COLUMN IF NOT EXISTS "
                + place
                + " crdb_internal_region NOT NULL AS"
                + " (CASE home_region WHEN 'eu-central-1' THEN 'aws-eu-central-1'"
                + " WHEN 'us-east-1' THEN 'aws-us-east-1' END) STORED",
            "ALTER TABLE threat_events SET LOCALITY REGIONAL BY ROW AS " + place)
        .endsWith("ALTER TABLE retention SET LOCALITY GLOBAL");
    assertThat(statements)
        .filteredOn(statement -> statement.endsWith("REGIONAL BY ROW AS " + place))
        .hasSize(6);
  }

  @Test
  void hasNothingToDoWhereAllIsDone() {
    ShownCockroach database = new ShownCockroach();
    database.execute(CockroachRegions.statements(PLAN, database.present()));

    assertThat(CockroachRegions.statements(PLAN, database.present())).isEmpty();
  }

  @Test
  void finishesWhatWasCutShortWhereverItWas() {
    ShownCockroach whole = new ShownCockroach();
    List<String> statements = CockroachRegions.statements(PLAN, whole.present());
    whole.execute(statements);

    for (int cut = 0; cut < statements.size(); cut++) {
      ShownCockroach database = new ShownCockroach();
      database.execute(statements.subList(0, cut));
      database.execute(CockroachRegions.statements(PLAN, database.present()));

      assertThat(database.present()).as("cut after %d", cut).isEqualTo(whole.present());
    }
  }

  @Test
  void givesHomesThatAreAddedLaterTheirPlace() {
    ShownCockroach database = new ShownCockroach();
    database.execute(CockroachRegions.statements(PLAN, database.present()));

    List<String> statements = CockroachRegions.statements(LARGER, database.present());
    String place = CockroachRegions.place(LARGER);

    assertThat(statements)
        .startsWith(
            "ALTER DATABASE \"streams\" ADD REGION IF NOT EXISTS \"aws-eu-west-1\"",
            "SET enable_super_regions = 'on'",
            "ALTER DATABASE \"streams\" ALTER SUPER REGION \"eu\" VALUES \"aws-eu-central-1\","
                + " \"aws-eu-west-1\"")
        .contains(
            "ALTER TABLE incidents SET LOCALITY REGIONAL BY ROW AS " + place,
            "ALTER TABLE incidents DROP COLUMN IF EXISTS " + CockroachRegions.place(PLAN));
    database.execute(statements);
    assertThat(database.place("incidents", "eu-west-1")).isEqualTo("aws-eu-west-1");
    assertThat(CockroachRegions.statements(LARGER, database.present())).isEmpty();
  }

  @Test
  void takesOverATableThatIsRegionalByCockroachsOwnColumn() {
    ShownCockroach database = new ShownCockroach();
    database.execute(CockroachRegions.statements(PLAN, database.present()));
    database.localities.put("incidents", "REGIONAL BY ROW");
    database.addColumn("incidents", "crdb_region", "");

    database.execute(CockroachRegions.statements(PLAN, database.present()));

    assertThat(database.present().localities().get("incidents"))
        .isEqualTo("REGIONAL BY ROW AS " + CockroachRegions.place(PLAN));
    assertThat(database.present().places().get("incidents"))
        .containsExactly(CockroachRegions.place(PLAN));
  }

  @Test
  void readsAnArrayAsItIsShown() {
    assertThat(CockroachRegions.elements("{us-east1,\"us-west1\"}"))
        .containsExactly("us-east1", "us-west1");
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
    assertThatThrownBy(
            () ->
                new RegionPlan(
                    "x",
                    Map.of("x", "one", "y", "one"),
                    Map.of("eu", List.of("x"), "us", List.of("y"))))
        .hasMessage("cluster region one is in the super regions eu and us: give it to one");
  }
}
