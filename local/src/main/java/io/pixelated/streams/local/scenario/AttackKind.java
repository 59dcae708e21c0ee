package io.pixelated.streams.local.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Every kind of attack that a scenario can script. */
public enum AttackKind {
  CREDENTIAL_STUFFING,
  PASSWORD_SPRAY,
  IMPOSSIBLE_TRAVEL,
  PRIVILEGE_ESCALATION_EXPORT,
  TOKEN_ABUSE,
  LOW_AND_SLOW,
  EDGE_DDOS,
  MALWARE_CHAIN,
  INSIDER_OFF_DUTY,
  /** One actor in two regions; the only kind that needs more than one. */
  TWO_REGION_CAMPAIGN;

  /** The name that scenario files and the command line use, such as {@code password-spray}. */
  public String scenarioName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind of this name, or empty if there is none. */
  public static Optional<AttackKind> named(String name) {
    return Arrays.stream(values()).filter(kind -> kind.scenarioName().equals(name)).findFirst();
  }

  static List<String> scenarioNames() {
    return Arrays.stream(values()).map(AttackKind::scenarioName).toList();
  }

  Attack attack() {
    return switch (this) {
      case CREDENTIAL_STUFFING -> new CredentialStuffing();
      case PASSWORD_SPRAY -> new PasswordSpray();
      case IMPOSSIBLE_TRAVEL -> new ImpossibleTravel();
      case PRIVILEGE_ESCALATION_EXPORT -> new PrivilegeEscalationExport();
      case TOKEN_ABUSE -> new TokenAbuse();
      case LOW_AND_SLOW -> new LowAndSlow();
      case EDGE_DDOS -> new EdgeDdos();
      case MALWARE_CHAIN -> new MalwareChain();
      case INSIDER_OFF_DUTY -> new InsiderOffDuty();
      case TWO_REGION_CAMPAIGN -> new TwoRegionCampaign();
    };
  }
}
