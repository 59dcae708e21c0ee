package io.pixelated.streams.local.scenario;

import java.time.Instant;
import java.util.List;

/** Administrators run PowerShell, and management agents run encoded commands. */
final class AdminConsoles implements Traffic {
  private static final List<String> COMMANDS =
      List.of(
          "powershell.exe -Command Get-Service | Where-Object Status -eq Stopped",
          "powershell.exe -Command Get-ADUser -Filter * -Properties LastLogonDate",
          "powershell.exe -Command Invoke-WebRequest https://intranet.pixelated.example/health",
          "powershell.exe -File C:\\Admin\\rotate-logs.ps1",
          "powershell.exe -Command Test-NetConnection app-1 -Port 443");
  private static final String AGENT =
      "C:\\Program Files (x86)\\Microsoft Intune Management Extension\\AgentExecutor.exe";

  @Override
  public void play(Instant start, Scene scene) {
    Dice dice = scene.dice();
    List<Workstation> machines = scene.world().workstations();
    if (dice.chance(0.3)) {
      Workstation machine = dice.pick(machines);
      new Desktop(machine, scene)
          .process(
              start,
              Desktop.POWERSHELL,
              "powershell.exe -NoProfile -EncodedCommand RwBlAHQALQ" + dice.hex(24),
              AGENT);
      return;
    }
    int admins = scene.world().admins().size();
    int first = scene.world().clinicians().size();
    Desktop desktop = new Desktop(machines.get(first + dice.between(0, admins - 1)), scene);
    Instant time = start;
    int commands = dice.between(1, 5);
    for (int i = 0; i < commands; i++) {
      desktop.process(time, Desktop.POWERSHELL, dice.pick(COMMANDS), Desktop.EXPLORER);
      desktop.connection(
          time.plusMillis(700), Desktop.POWERSHELL, "10.10.0." + dice.between(2, 60), 443, "app-1");
      time = time.plus(dice.seconds(10, 200));
    }
  }

  @Override
  public Rhythm rhythm() {
    return Rhythm.OFFICE;
  }

  @Override
  public double records() {
    return 5.3;
  }
}
