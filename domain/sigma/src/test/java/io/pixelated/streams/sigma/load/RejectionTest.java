package io.pixelated.streams.sigma.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.pixelated.streams.sigma.match.FlatEvent;
import io.pixelated.streams.sigma.match.LogSources;
import io.pixelated.streams.sigma.match.RuleSet;
import io.pixelated.streams.sigma.predicate.Placeholders;
import io.pixelated.streams.sigma.rule.DetectionRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RejectionTest {

  private final RuleLoader loader = RuleLoader.standard();

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      textBlock =
          """
          F|containz: x            ! unknown modifier 'containz' in 'F|containz'; did you mean 'contains'?
          F|contains: 5            ! 'contains' takes a string, not a number; put the value in quotes
          F|contains: null         ! 'contains' takes a string, not null; remove the modifier
          F|contains: {a: b}       ! 'F|contains' has a mapping where a single value is expected
          F: [[a]]                 ! 'F' has a list where a single value is expected
          F: []                    ! 'F' has an empty list; give it values, or null for no value
          F|re: '('                ! is not a regular expression
          F|re: 5                  ! 're' takes a string, not a number; put the value in quotes
          F|contains|re: x         ! 're' must be the first modifier; move it to the front
          F|i: x                   ! 'ignorecase' only follows 're'; write it as re|i, re|m or re|s
          F|re: '((a{999}){999}){999}' ! unrolls to more than 100000 steps; lower its {n,m} repetitions
          F|cidr: 10.0.0.1/8       ! network '10.0.0.1/8' has bits set after its prefix of 8; clear them
          F|cidr: 10.0.0.0/33      ! the prefix of network '10.0.0.0/33' must be a number from 0 to 32
          F|cidr: nonsense         ! 'nonsense' is not a network; write one like 10.0.0.0/8 or fe80::/10
          F|exists: maybe          ! 'exists' takes true or false, not a string
          F|gt: '5'                ! 'gt' takes a number without quotes, not a string
          F|hour: noon             ! 'hour' takes a number without quotes, not a string
          F|base64: 'a*'           ! 'base64' cannot encode wildcards; escape them with
          F|startswith|endswith: x ! 'startswith' does not combine with 'endswith' or 'contains'; write a pattern with *
          F|endswith|contains: x   ! 'endswith' does not combine with 'contains'; keep one
          F|contains|contains: x   ! modifier 'contains' is given twice
          F|cased: 5               ! 'cased' does not apply to a number; remove it
          F|fieldref: 'a*'         ! 'fieldref' takes the name of a field without wildcards
          F|startswith|fieldref: G* ! 'fieldref' takes the name of a field without wildcards
          F|windash|fieldref: G    ! 'fieldref' must be the first modifier; move it to the front
          F|fieldref|windash: G    ! 'windash' takes a string, not a field reference; remove the modifier
          F|fieldref: 5            ! 'fieldref' takes a string, not a number; put the value in quotes
          F|exists|contains: true  ! 'contains' takes a string, not an existence test; remove the modifier
          F|contains|exists: true  ! 'contains' takes a string, not a boolean; put the value in quotes
          F|exists: 'true'         ! 'exists' takes true or false, not a string
          F|minute|hour: 5         ! 'hour' takes a number without quotes, not a part of a time
          F|gt|lt: 5               ! 'lt' takes a number without quotes, not a comparison
          F|cidr|contains: 10.0.0.0/8 ! 'contains' takes a string, not a network; remove the modifier
          F|re|windash: x          ! 'windash' takes a string, not a regular expression; remove the modifier
          F|cased|re: x            ! 'cased' does not apply to a regular expression; remove it
          F|base64|gt: x           ! 'gt' takes a number without quotes, not a string
          '|contains': true        ! 'contains' takes a string, not a boolean; put the value in quotes
          '|all': [a, true]        ! a keyword cannot be a boolean; put it in quotes
          '|fieldref': a           ! a keyword cannot be a field reference; name the field
          F|wide|utf16: x          ! 'utf16' follows another encoding; keep one
          F|expand: '%admins%'     ! placeholder %admins% has no values; give it values or remove the rule
          '|exists': true          ! a keyword cannot be an existence test; name the field
          """)
  void namesTheRemedyForABadItem(String item, String reason) {
    Rejection rejection = only("  s:\n    " + item + "\n  condition: s\n");
    assertThat(rejection.reason()).contains(reason);
    assertThat(rejection.line()).isEqualTo(7);
    assertThat(rejection.rule()).isEqualTo("r-1");
    assertThat(rejection.file()).isEqualTo("test.yml");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      textBlock =
          """
          selectoin             ! selection 'selectoin' is not defined; did you mean 'selection'?
          1 of filter_*         ! '1 of filter_*' fits no selection
          selection and         ! the condition ends where a selection is expected; complete it
          selection selection   ! unexpected 'selection' in the condition; join selections with and, or, not
          (selection            ! a '(' is not closed; add ')'
          selection)            ! unexpected ')'
          1 of                  ! '1 of' needs a name with * or 'them' after it
          selection | count() > 5 ! aggregations with '|' are not part of Sigma 2; write a correlation rule
          and selection         ! unexpected 'and'
          ''                    ! the condition is empty; name a selection
          [selection, nope]     ! selection 'nope' is not defined
          []                    ! the list of conditions is empty; add one
          {a: b}                ! a condition must be text, not a mapping
          2 of selection*       ! '2 of' is no quantifier; write 1 of, any of or all of
          1 of *ction and none of them ! 'none of' is no quantifier; write 1 of, any of or all of
          """)
  void namesTheRemedyForABadCondition(String condition, String reason) {
    String written = condition.isEmpty() ? "''" : condition;
    assertThat(only("  selection:\n    F: x\n  condition: " + written + "\n").reason())
        .contains(reason);
  }

  @Test
  void refusesConditionsTooDeepOrTooLong() {
    assertThat(only("  s: {F: x}\n  condition: " + "(".repeat(5_000) + "s\n").reason())
        .contains("nested deeper");
    assertThat(only("  s: {F: x}\n  condition: " + "not ".repeat(4_000) + "s\n").reason())
        .contains("nested deeper");
    assertThat(only("  s: {F: x}\n  condition: s" + " or s".repeat(5_000) + "\n").reason())
        .contains("longer than");
  }

  @Test
  void reportsAllProblemsOfARuleAtOnce() {
    Rejection rejection =
        reject(
            """
            titel: Wrong
            level: hihg
            falsepositives: none
            logsource:
              prodcut: windows
            detection:
              s:
                F|foo: x
                G|cidr: y
              condition: t
            """);
    assertThat(rejection.problems()).hasSize(8);
    assertThat(rejection.reason())
        .contains("'title' is missing; 'titel' looks like a typo of it")
        .contains("'level: hihg' is not one of informational, low, medium, high, critical; did you")
        .contains("'falsepositives' is a string but must be a list; put '- ' before the value")
        .contains("unknown key 'prodcut' in logsource; did you mean 'product'?")
        .contains("'logsource' needs a product, category or service")
        .contains("unknown modifier 'foo'", "(line 8)")
        .contains("'y' is not a network", "(line 9)")
        .contains("selection 't' is not defined");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      textBlock =
          """
          name: []                 ! 'name' is a list but must be text
          description: {a: b}      ! 'description' is a mapping but must be text
          author: [a, b]           ! 'author' is a list but must be text
          license: [MIT]           ! 'license' is a list but must be text
          taxonomy: {a: b}         ! 'taxonomy' is a mapping but must be text
          references: none         ! 'references' is a string but must be a list; put '- ' before the value
          fields: User             ! 'fields' is a string but must be a list; put '- ' before the value
          scope: server            ! 'scope' is a string but must be a list; put '- ' before the value
          tags: {attack: x}        ! 'tags' is a mapping but must be a list; put '- ' before the value
          tags: [[a]]              ! 'tags' is a list but must be text
          status: testing          ! 'status: testing' is not one of stable, test, experimental, deprecated, unsupported
          level: 5                 ! 'level: 5' is not one of informational, low, medium, high, critical
          date: 2024-13-01         ! 'date: 2024-13-01' is no date; write it as YYYY-MM-DD
          date: 24/1/1             ! 'date: 24/1/1' is no date; write it as YYYY-MM-DD
          modified: 2023-02-32     ! 'modified: 2023-02-32' is no date; write it as YYYY-MM-DD
          related: x               ! 'related' is a string but must be a list
          related: [x]             ! 'related' has a string where a mapping with id and type is expected
          related: [{id: x}]       ! 'type' is missing; add it
          related: [{id: x, type: simlar}] ! 'type: simlar' is not one of derived, obsolete, merged, renamed, similar, correlation; did you mean 'similar'?
          """)
  void namesTheRemedyForBadMetadata(String line, String reason) {
    Rejection rejection =
        reject(
            "title: T\n"
                + line
                + "\nlogsource: {product: p}\ndetection: {s: {F: x}, condition: s}\n");
    assertThat(rejection.reason()).contains(reason);
    assertThat(rejection.line()).isEqualTo(2);
  }

  @Test
  void boundsTitlesAndDescriptions() {
    String rest = "logsource: {product: p}\ndetection: {s: {F: x}, condition: s}\n";
    assertThat(reject("title: " + "t".repeat(257) + "\n" + rest).reason())
        .isEqualTo("'title' has more than 256 characters; shorten it");
    assertThat(reject("title: t\ndescription: " + "d".repeat(65_536) + "\n" + rest).reason())
        .isEqualTo("'description' has more than 65535 characters; shorten it");
  }

  @Test
  void namesWhatIsMissing() {
    assertThat(reject("title: T\nlogsource: {product: p}\n").reason())
        .isEqualTo("'detection' is missing; add it");
    assertThat(reject("title: T\ndetection: {s: {F: x}, condition: s}\n").reason())
        .isEqualTo("'logsource' is missing; add it");
    assertThat(only("  s: {F: x}\n").reason()).contains("'condition' is missing; add it");
    assertThat(only("  condition: s\n").reason()).contains("'detection' has no selection");
    assertThat(only("  s: {}\n  condition: s\n").reason()).contains("selection 's' is empty");
    assertThat(only("  s: []\n  condition: s\n").reason()).contains("selection 's' is empty");
    assertThat(only("  s:\n  condition: s\n").reason()).contains("a keyword cannot be null");
    assertThat(reject("- a\n- b\n").reason()).contains("a rule must be a mapping, not a list");
  }

  @Test
  void rejectsWhatIsNotText() {
    LoadResult result = loader.read("x.yml", new byte[] {'a', (byte) 0xff});
    assertThat(result.rejections().get(0).reason()).isEqualTo("the file is not UTF-8; convert it");
    assertThat(loader.read("x.yml", "").rejections()).isEmpty();
    assertThat(loader.read("x.yml", "---\n---\n").rejections()).isEmpty();
  }

  @Test
  void fillsPlaceholdersThatHaveValues() {
    String rule =
        "title: T\nlogsource: {product: p}\ndetection:\n  s: {F|contains|expand: '%a%-%b%'}\n  condition: s\n";
    var placeholders = new Placeholders(Map.of("a", List.of("x", "y"), "b", List.of("1", "2")));
    LoadResult result = loader.withPlaceholders(placeholders).read("x.yml", rule);
    assertThat(result.rejections()).isEmpty();
    assertThat(result.rules()).hasSize(1);
    assertThat(loader.read("x.yml", rule).rejections()).hasSize(1);
  }

  @Test
  void takesEscapedPercentSignsAsTheyAre() {
    String rule =
        "title: T\nlogsource: {product: p}\ndetection:\n  s: {F|expand: '\\%plain%a%', G|expand: '\\\\%a%'}\n  condition: s\n";
    var placeholders = new Placeholders(Map.of("a", List.of("x")));
    RuleSet set =
        RuleSet.of(
            List.of(
                (DetectionRule)
                    loader.withPlaceholders(placeholders).read("x.yml", rule).rules().get(0)),
            placeholders);
    LogSources p = new LogSources(Set.of("p"), Set.of(), Set.of());
    assertThat(set.match(FlatEvent.of(p).text("F", "%plainx").text("G", "\\x").build())).hasSize(1);
  }

  private Rejection only(String detection) {
    return reject("title: T\nid: r-1\nlogsource:\n  product: p\ndetection:\n" + detection);
  }

  private Rejection reject(String yaml) {
    LoadResult result = loader.read("test.yml", yaml);
    assertThat(result.rules()).isEmpty();
    assertThat(result.rejections()).hasSize(1);
    return result.rejections().get(0);
  }
}
