package io.pixelated.streams.local.scenario;

import java.util.List;

/**
 * Everyone and everything in one region.
 *
 * @param scanner the allow-listed vulnerability scanner's connection
 */
record RegionWorld(
    RegionProfile profile,
    Networks networks,
    Names names,
    List<Person> patients,
    List<Person> clinicians,
    List<Person> admins,
    List<Person> support,
    List<Person> services,
    List<Workstation> workstations,
    List<String> servers,
    List<String> edges,
    List<Origin> staffVpn,
    List<Origin> consumerVpn,
    Origin scanner,
    List<City> abroad) {
  private static final int LEADS = 8;

  RegionWorld {
    patients = List.copyOf(patients);
    clinicians = List.copyOf(clinicians);
    admins = List.copyOf(admins);
    support = List.copyOf(support);
    services = List.copyOf(services);
    workstations = List.copyOf(workstations);
    servers = List.copyOf(servers);
    edges = List.copyOf(edges);
    staffVpn = List.copyOf(staffVpn);
    consumerVpn = List.copyOf(consumerVpn);
    abroad = List.copyOf(abroad);
  }

  String name() {
    return profile.name();
  }

  /** Ward leads, who are the ones that are made records administrators on a ticket. */
  List<Person> leads() {
    return clinicians.subList(0, LEADS);
  }

  /** Clinicians who lead no ward. */
  List<Person> juniors() {
    return clinicians.subList(LEADS, clinicians.size());
  }

  /** The patients that a clinician treats: a stable slice of the region's patients. */
  Person ownPatient(Person clinician, Dice dice) {
    int first = Math.floorMod(clinician.login().hashCode(), patients.size());
    return patients.get((first + dice.between(0, 24)) % patients.size());
  }
}
