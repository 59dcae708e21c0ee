package io.pixelated.streams.sigma.lint;

import java.util.Locale;

/** Something that a good rule does not have, though the engine accepts it. */
public enum Lint {
  MISSING_ID("no id: correlations, statuses and exceptions have nothing lasting to refer to"),
  MISSING_STATUS("no status: nobody can tell a draft from a proven rule"),
  MISSING_LEVEL("no level: matches cannot be ranked"),
  MISSING_DESCRIPTION("no description: an analyst cannot tell what a match means"),
  MISSING_AUTHOR("no author: nobody to ask"),
  MISSING_DATE("no date: nobody can tell how old the rule is"),
  MISSING_FALSEPOSITIVES("no falsepositives: an analyst cannot tell what else it may be"),
  DATE_FORMAT("a date that is not written as YYYY-MM-DD, or does not exist"),
  DATE_ORDER("modified before it was written"),
  ID_FORMAT("an id that is no UUID"),
  TAG_FORMAT("a tag that is not namespace.name in lower case"),
  UNKNOWN_TAG_NAMESPACE("a tag of a namespace that Sigma does not have"),
  UNKNOWN_ATTACK_TAG("a tactic, technique, group or software that ATT&CK does not have"),
  RETIRED_ATTACK_TAG("a technique, group or software that ATT&CK revoked or deprecated"),
  UNKNOWN_TAG("a tag that its namespace does not have"),
  UNKNOWN_LOG_SOURCE("a product, category or service that is probably misspelt"),
  UNKNOWN_FIELD("a field that events of the log source do not have"),
  UNUSED_SELECTION("a selection that the condition does not use"),
  NEVER_TRUE("a condition or selection that no event, or no number, can satisfy"),
  ALWAYS_TRUE("a condition or selection that every event, or every number, satisfies"),
  UNUSED_RULE("a rule that a correlation lists, but its condition does not use"),
  UNUSED_ALIAS("an alias that a correlation neither groups by nor counts"),
  UNKNOWN_RULE("a rule that a filter names, but that is not there"),
  IDLE_SELECTION("a selection that the condition uses, but that changes no verdict"),
  DUPLICATE_VALUE("a value that a list has twice"),
  IDLE_MODIFIER("a modifier that changes nothing"),
  WILDCARD_FOR_MODIFIER("a wildcard at the end of a value that a modifier would say more clearly"),
  IDLE_WILDCARD("a wildcard at the end of a value where the modifier puts one anyway"),
  BOUNDED_REGEX("a regular expression that RE2 does not have: its search is cut off after a bound"),
  LITERAL_REGEX("a regular expression that is plain text"),
  DUPLICATE_TITLE("a title that another rule has"),
  DUPLICATE_DETECTION("a log source and detection that another rule has");

  private final String about;

  Lint(String about) {
    this.about = about;
  }

  /** The name that reports use, in kebab case. */
  public String spelling() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it is about, in a few words. */
  public String about() {
    return about;
  }
}
