package io.pixelated.streams.local.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Every kind of normal activity that a scenario may ask for, by the name it uses. */
enum TrafficKind {
  PATIENT_SESSIONS,
  CLINICIAN_SESSIONS,
  SUPPORT_DESK,
  ADMIN_WORK,
  SERVICE_TRAFFIC,
  BATCH_JOBS,
  EDGE_SUMMARIES,
  WORKSTATION_USE,
  ADMIN_CONSOLES,
  SERVER_AUDIT,
  CLOUD_ACTIVITY,
  PROXY_TRAFFIC,
  FLASH_CROWD,
  TRAVELLERS,
  ALLOWED_SCANNER,
  STALE_CLIENTS,
  CLINIC_HICCUPS,
  SECOND_FACTOR_FUMBLES,
  NEW_TOKENS,
  PARTNER_FAILOVER,
  QUALITY_EXPORTS,
  EMERGENCY_GRANTS,
  NIGHT_EMERGENCIES;

  String scenarioName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> scenarioNames() {
    return Arrays.stream(values()).map(TrafficKind::scenarioName).toList();
  }

  Traffic traffic() {
    return switch (this) {
      case PATIENT_SESSIONS -> new PatientSessions();
      case CLINICIAN_SESSIONS -> new ClinicianSessions();
      case SUPPORT_DESK -> new SupportDesk();
      case ADMIN_WORK -> new AdminWork();
      case SERVICE_TRAFFIC -> new ServiceTraffic();
      case BATCH_JOBS -> new BatchJobs();
      case EDGE_SUMMARIES -> new EdgeSummaries();
      case WORKSTATION_USE -> new WorkstationUse();
      case ADMIN_CONSOLES -> new AdminConsoles();
      case SERVER_AUDIT -> new ServerAudit();
      case CLOUD_ACTIVITY -> new CloudActivity();
      case PROXY_TRAFFIC -> new ProxyTraffic();
      case FLASH_CROWD -> new FlashCrowd();
      case TRAVELLERS -> new Travellers();
      case ALLOWED_SCANNER -> new AllowedScanner();
      case STALE_CLIENTS -> new StaleClients();
      case CLINIC_HICCUPS -> new ClinicHiccups();
      case SECOND_FACTOR_FUMBLES -> new SecondFactorFumbles();
      case NEW_TOKENS -> new NewTokens();
      case PARTNER_FAILOVER -> new PartnerFailover();
      case QUALITY_EXPORTS -> new QualityExports();
      case EMERGENCY_GRANTS -> new EmergencyGrants();
      case NIGHT_EMERGENCIES -> new NightEmergencies();
    };
  }
}
