package io.pixelated.streams.local.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Populates a region: the same profile, size and seed give the same people and machines. */
final class WorldBuilder {
  private static final List<String> BROWSERS =
      List.of(
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Firefox/145.0",
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_6) Safari/618.3",
          "Mozilla/5.0 (X11; Linux x86_64) Chrome/142.0",
          "PixelatedApp/7.2 (iPhone; iOS 19.1)",
          "PixelatedApp/7.2 (Android 16)");
  private static final List<String> SERVICES =
      List.of("svc-billing", "svc-analytics", "svc-backup", "svc-reminder", "svc-labsync");
  private static final List<Shift> SHIFTS =
      List.of(
          Shift.EARLY,
          Shift.EARLY,
          Shift.DAY,
          Shift.DAY,
          Shift.DAY,
          Shift.DAY,
          Shift.LATE,
          Shift.LATE,
          Shift.NIGHT);

  private final RegionProfile profile;
  private final List<City> abroad;
  private final Names names;
  private final Dice dice;
  private final Networks networks;
  private final List<Origin> clinics = new ArrayList<>();
  private final List<Origin> carriers = new ArrayList<>();

  /**
   * @param abroad cities of no region, where travellers and attackers may be
   */
  WorldBuilder(RegionProfile profile, int number, List<City> abroad, Names names, long seed) {
    this.profile = profile;
    this.abroad = abroad;
    this.names = names;
    this.dice = Dice.of(seed, "world", profile.name());
    this.networks = new Networks(number);
  }

  /**
   * @param events benign events of the region in a day, which the population is sized by
   */
  RegionWorld build(long events) {
    int patients = (int) Math.max(400, events / 25);
    int clinicians = (int) Math.max(60, events / 300);
    int shared = (int) Math.max(4, events / 8_000);
    for (int i = 0; i < shared; i++) {
      clinics.add(networks.nat(profile.mainCity()));
      carriers.add(networks.nat(dice.weighted(profile.cities())));
    }
    List<Origin> staffVpn =
        List.of(
            networks.vpn(profile.mainCity(), Networks.STAFF_VPN_ASN),
            networks.vpn(dice.pick(abroad), Networks.STAFF_VPN_ASN + 1));
    List<Origin> consumerVpn = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      consumerVpn.add(networks.vpn(dice.pick(abroad), Networks.CONSUMER_VPN_ASN));
    }
    List<Person> doctors = staff(Role.CLINICIAN, clinicians);
    List<Person> admins = staff(Role.ADMIN, 8);
    List<Person> support = staff(Role.SUPPORT, 14);
    return new RegionWorld(
        profile,
        networks,
        names,
        patients(patients),
        doctors,
        admins,
        support,
        services(),
        workstations(doctors, admins, support),
        hosts("app", 6),
        hosts("edge", 3),
        staffVpn,
        consumerVpn,
        new Origin("198.18.99.5", 64510, profile.mainCity()),
        abroad);
  }

  private List<Person> patients(int count) {
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String directory = dice.weighted(profile.directories());
      City city = dice.weighted(profile.cities());
      Origin home = networks.home(city);
      Origin mobile = carrier(city);
      boolean american = directory.equals("us") && !profile.states().isEmpty();
      people.add(
          new Person(
              names.patient(directory, dice),
              Role.PATIENT,
              String.format("p-%s-%06d", directory, 100_000 + dice.between(0, 99) + i * 100),
              american ? dice.pick(profile.states()) : "",
              dice.chance(0.75) ? List.of(home, mobile) : List.of(mobile, home),
              Shift.DAY,
              dice.pick(BROWSERS),
              device()));
    }
    return people;
  }

  /** A carrier of the same country, so that nobody changes countries by leaving the house. */
  private Origin carrier(City city) {
    for (Origin carrier : carriers) {
      if (carrier.city().country().equals(city.country()) && dice.chance(0.5)) {
        return carrier;
      }
    }
    for (Origin carrier : carriers) {
      if (carrier.city().country().equals(city.country())) {
        return carrier;
      }
    }
    Origin carrier = networks.nat(city);
    carriers.add(carrier);
    return carrier;
  }

  private List<Person> staff(Role role, int count) {
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Origin home = networks.home(profile.mainCity());
      Shift shift = role == Role.CLINICIAN ? SHIFTS.get(i % SHIFTS.size()) : Shift.DAY;
      people.add(
          new Person(
              names.staff(dice),
              role,
              "",
              "",
              List.of(dice.pick(clinics), home),
              shift,
              BROWSERS.get(dice.between(0, 2)),
              device()));
    }
    return people;
  }

  private List<Person> services() {
    List<Person> accounts = new ArrayList<>();
    for (String name : SERVICES) {
      accounts.add(
          new Person(
              name,
              Role.SERVICE,
              "",
              "",
              List.of(networks.home(profile.mainCity()), networks.home(profile.mainCity())),
              Shift.NIGHT,
              "pixelated-client/3.4",
              device()));
    }
    return accounts;
  }

  private List<Workstation> workstations(
      List<Person> clinicians, List<Person> admins, List<Person> support) {
    List<Person> users = new ArrayList<>(clinicians);
    users.addAll(admins);
    users.addAll(support);
    List<Workstation> machines = new ArrayList<>();
    for (int i = 0; i < users.size(); i++) {
      machines.add(
          new Workstation(
              String.format("WS-%s-%04d", dice.hex(3).toUpperCase(Locale.ROOT), i),
              "10.20." + i / 250 + "." + (1 + i % 250),
              users.get(i),
              i % 3 == 0));
    }
    return machines;
  }

  private List<String> hosts(String kind, int count) {
    List<String> hosts = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      hosts.add(kind + "-" + i + "." + profile.name());
    }
    return hosts;
  }

  private String device() {
    return "d-" + dice.hex(10);
  }
}
