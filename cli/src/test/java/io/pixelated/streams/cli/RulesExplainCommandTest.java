package io.pixelated.streams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.cli.terminal.ExitCodes;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesExplainCommandTest {
  private static final String ID = "11111111-2222-4333-8444-555555555555";

  @TempDir Path directory;
  private final CommandLineFixture streams = new CommandLineFixture();
  private Path rule;
  private Path event;

  @BeforeEach
  void writeARuleAndAnEvent() throws IOException {
    rule = CommandLineFixture.write(directory, "rule.yml", CommandLineFixture.LOGIN_RULE);
    event =
        CommandLineFixture.write(
            directory,
            "event.json",
            """
            {"product": "pixelated", "service": "identity",
             "action": "login", "outcome": "failure"}
            """);
  }

  @Test
  void showsWhyARuleDoesNotMatch() {
    assertThat(streams.run("rules", "explain", "--rule", rule, "--event", event)).isZero();
    assertThat(streams.results())
        .isEqualTo(
            """
            no match: Login Succeeded (%s)
            ✓ log source: the rule wants product pixelated, service identity; the event is product \
            pixelated, service identity
            ✗ selection
              ✓ action: 'login'
                  saw 'login'
              ✗ outcome: 'success'
                  saw 'failure'
            """
                .formatted(ID));
    assertThat(streams.messages()).isEmpty();
  }

  @Test
  void findsARuleByItsIdOrTitle() {
    streams.run("rules", "explain", "--rule", ID, "--rules", directory, "--event", event);
    streams.run(
        "rules", "explain", "--rule", "login succeeded", "--rules", directory, "--event", event);

    assertThat(streams.results().lines().filter(line -> line.startsWith("no match: Login")))
        .hasSize(2);
  }

  @Test
  void showsWhatACorrelationTakesOfAnEvent() throws IOException {
    Path chain =
        CommandLineFixture.write(
            directory,
            "chain.yml",
            """
            title: Many
            id: many
            correlation:
              {type: value_count, rules: [%1$s, failed], timespan: 5m, group-by: [action],
               condition: {gte: 2, field: source.ip}}
            ---
            title: Failed
            id: failed
            logsource: {product: pixelated}
            detection: {s: {outcome: failure}, condition: s}
            ---
            title: Outer
            id: outer
            correlation: {type: temporal, rules: [many], timespan: 5m}
            """
                .formatted(ID));
    streams.run("rules", "explain", "--rule", "many", "--rules", rule, chain, "--event", event);
    assertThat(streams.results())
        .isEqualTo(
            """
            not taken: Many (many)
            ✗ Login Succeeded (%s)
            ✓ Failed (failed)
                action is 'login'
                the event has no source.ip, so that it is left out
            """
                .formatted(ID));
  }

  @Test
  void writesWhatACorrelationTakesForPrograms() throws IOException {
    Path chain =
        CommandLineFixture.write(
            directory,
            "outer.yml",
            """
            title: Outer
            id: outer
            correlation: {type: event_count, rules: %s, timespan: 5m, condition: {gte: 2}}
            """
                .formatted(ID));
    streams.run(
        "rules", "explain", "--rule", chain, "--rules", rule, "--event", event, "--output", "json");
    assertThat(streams.results())
        .isEqualTo(
            "{\"rule\":\"outer\",\"title\":\"Outer\",\"taken\":false,\"rules\":[{\"rule\":\""
                + ID
                + "\",\"title\":\"Login Succeeded\",\"matched\":false,\"fields\":{},\"missing\":[]}]}\n");
  }

  @Test
  void takesOneLineOfManyEvents() throws IOException {
    Path events =
        CommandLineFixture.write(
            directory,
            "events.ndjson",
            "{}\n" + CommandLineFixture.login("ana") + "\n" + CommandLineFixture.login("bob"));

    assertThat(streams.run("rules", "explain", "--rule", rule, "--event", events, "--line", "1"))
        .isZero();
    assertThat(streams.results()).startsWith("match: Login Succeeded");
  }

  @Test
  void writesJsonForPrograms() {
    streams.run("rules", "explain", "--rule", rule, "--event", event, "--output", "json");

    assertThat(streams.results())
        .isEqualTo(
            "{\"rule\":\""
                + ID
                + "\",\"title\":\"Login Succeeded\",\"matched\":false,\"logsource\":{\"applies\":true,"
                + "\"wanted\":{\"product\":\"pixelated\",\"service\":\"identity\"},\"event\":"
                + "{\"products\":[\"pixelated\"],\"categories\":[],\"services\":[\"identity\"]}},"
                + "\"condition\":{\"selection\":\"selection\",\"holds\":false,\"parts\":[{\"holds\":"
                + "false,\"all\":[{\"field\":\"action\",\"holds\":true,\"modifiers\":[],\"wanted\":"
                + "[{\"value\":\"'login'\",\"found\":true}],\"wantedInAll\":1,\"present\":true,\"seen\":"
                + "[{\"name\":\"action\",\"type\":\"text\",\"value\":\"login\",\"counts\":true}]},"
                + "{\"field\":\"outcome\",\"holds\":false,\"modifiers\":[],\"wanted\":[{\"value\":"
                + "\"'success'\",\"found\":false}],\"wantedInAll\":1,\"present\":true,\"seen\":[{\"name\":"
                + "\"outcome\",\"type\":\"text\",\"value\":\"failure\",\"counts\":false}]}]}]}}\n");
  }

  @Test
  void saysWhichIdWasMeant() {
    int code =
        streams.run("rules", "explain", "--rule", ID + "5", "--rules", directory, "--event", event);

    assertThat(code).isEqualTo(ExitCodes.USAGE);
    assertThat(streams.messages())
        .isEqualTo(
            "streams rules explain: no rule has the id, name or title '"
                + ID
                + "5'; did you mean '"
                + ID
                + "'?\n");
  }

  @Test
  void asksForAChoiceAmongSeveralRules() throws IOException {
    Path two =
        CommandLineFixture.write(
            directory,
            "two.yml",
            CommandLineFixture.LOGIN_RULE.replace("1111-2222", "1112-2222")
                + "---\n"
                + CommandLineFixture.LOGIN_RULE.replace("1111-2222", "1113-2222"));

    assertThat(streams.run("rules", "explain", "--rule", two, "--event", event))
        .isEqualTo(ExitCodes.USAGE);
    assertThat(streams.messages())
        .isEqualTo(
            "streams rules explain: "
                + two
                + " has 2 rules; choose one with --rule ID --rules "
                + two
                + ": 11111112-2222-4333-8444-555555555555, 11111113-2222-4333-8444-555555555555\n");
  }

  @Test
  void refusesWhatIsNoEvent() throws IOException {
    Path text = CommandLineFixture.write(directory, "text.json", "no json");
    Path none = CommandLineFixture.write(directory, "none.json", "");
    Path several = CommandLineFixture.write(directory, "several.json", "{}\n{}\n");

    streams.run("rules", "explain", "--rule", rule, "--event", text);
    streams.run("rules", "explain", "--rule", rule, "--event", none);
    streams.run("rules", "explain", "--rule", rule, "--event", several);
    streams.run("rules", "explain", "--rule", rule, "--event", several, "--line", "7");
    streams.run("rules", "explain", "--rule", rule, "--event", directory.resolve("gone"));

    assertThat(streams.messages().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains(text + " is not JSON: ", ", line 1"),
            line -> assertThat(line).endsWith(none + " is empty; give an event as JSON"),
            line -> assertThat(line).contains("more than one event; choose one with --line N"),
            line -> assertThat(line).contains("has 2 lines, counted from 0; there is no line 7"),
            line -> assertThat(line).contains("there is no readable file "));
  }

  @Test
  void saysWhyARuleIsRejected() throws IOException {
    Path bad =
        CommandLineFixture.write(
            directory,
            "bad.yml",
            CommandLineFixture.LOGIN_RULE.replace("condition: selection", "condition: nothing"));

    assertThat(streams.run("rules", "explain", "--rule", bad, "--event", event))
        .isEqualTo(ExitCodes.PROBLEMS);
    assertThat(streams.messages()).contains("the rule is rejected: selection 'nothing'");
  }
}
