package io.pixelated.streams.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The picture of the house in {@code docs/architecture.md}: arrows point down only. */
@AnalyzeClasses(packages = "io.pixelated.streams", importOptions = DoNotIncludeTests.class)
class HouseTest {
  private static final String HOUSE = "io.pixelated.streams.";

  @ArchTest
  static final ArchRule ARROWS_POINT_DOWN =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("events")
          .definedBy(room("events"))
          .layer("sigma")
          .definedBy(room("sigma"))
          .layer("ingest")
          .definedBy(room("ingest"))
          .layer("incidents")
          .definedBy(room("incidents"))
          .layer("residency")
          .definedBy(room("residency"))
          .layer("privacy")
          .definedBy(room("privacy"))
          .layer("cep-patterns")
          .definedBy(room("correlation"))
          .layer("connectors")
          .definedBy(room("connectors"))
          .layer("sql")
          .definedBy(room("sql"))
          .layer("jobs")
          .definedBy(room("jobs"))
          .layer("local")
          .definedBy(room("local"))
          .layer("cli")
          .definedBy(room("cli"))
          .whereLayer("events")
          .mayNotAccessAnyLayer()
          .whereLayer("sigma")
          .mayNotAccessAnyLayer()
          .whereLayer("sql")
          .mayNotAccessAnyLayer()
          .whereLayer("ingest")
          .mayOnlyAccessLayers("events", "sigma")
          .whereLayer("incidents")
          .mayOnlyAccessLayers("events")
          .whereLayer("residency")
          .mayOnlyAccessLayers("events")
          .whereLayer("privacy")
          .mayOnlyAccessLayers("events", "ingest", "residency")
          .whereLayer("cep-patterns")
          .mayOnlyAccessLayers("events", "sigma", "ingest")
          .whereLayer("connectors")
          .mayOnlyAccessLayers("events", "residency", "privacy")
          .whereLayer("jobs")
          .mayOnlyAccessLayers(
              "events", "ingest", "incidents", "residency", "privacy", "cep-patterns", "connectors")
          .whereLayer("local")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule SIGMA_STANDS_ALONE =
      classes()
          .that()
          .resideInAPackage(room("sigma"))
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  room("sigma"), "java..", "org.yaml.snakeyaml..", "com.google.re2j.."));

  @ArchTest
  static final ArchRule THE_DOMAIN_KNOWS_NO_FLINK =
      noClasses()
          .that()
          .resideInAnyPackage(
              room("events"),
              room("sigma"),
              room("ingest"),
              room("incidents"),
              room("residency"),
              room("privacy"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.flink..", "org.apache.kafka..", "java.sql..");

  @ArchTest
  static final ArchRule TOPOLOGIES_NAME_NO_KAFKA_AND_NO_DATABASE =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("Topology")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..",
              "org.apache.flink.connector..",
              "java.sql..",
              HOUSE + "connectors.kafka..",
              HOUSE + "connectors.database..");

  @ArchTest
  static final ArchRule ONLY_THE_CONNECTORS_SERIALIZER_READS_CLEARED_RECORDS_BACK =
      noClasses()
          .that()
          .resideOutsideOfPackages(room("residency"), HOUSE + "connectors.cleared..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName(HOUSE + "residency.ClearedCodec");

  @ArchTest
  static final ArchRule PACKAGES_FORM_NO_CYCLES =
      slices().matching(HOUSE + "(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NO_PACKAGE_IS_A_DRAWER =
      noClasses()
          .should()
          .resideInAnyPackage("..utils..", "..util..", "..common..", "..helpers..", "..impl..");

  private static String room(String name) {
    return HOUSE + name + "..";
  }
}
