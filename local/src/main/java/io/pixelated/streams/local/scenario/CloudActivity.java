package io.pixelated.streams.local.scenario;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** CloudTrail: deployments and monitoring by roles, a few console sessions of administrators. */
final class CloudActivity implements Traffic {
  private static final List<String> CALLS =
      List.of(
          "ec2.amazonaws.com DescribeInstances", "s3.amazonaws.com ListObjects",
          "s3.amazonaws.com GetObject", "monitoring.amazonaws.com GetMetricData",
          "sts.amazonaws.com AssumeRole", "secretsmanager.amazonaws.com GetSecretValue",
          "kms.amazonaws.com Decrypt", "eks.amazonaws.com DescribeCluster");

  @Override
  public void play(Instant start, Scene scene) {
    Dice dice = scene.dice();
    Instant time = start;
    if (dice.chance(0.1)) {
      Person admin = dice.pick(scene.world().admins());
      consoleLogin(admin, time, scene);
      return;
    }
    int calls = dice.between(2, 6);
    String role = dice.pick(List.of("deployer", "monitor", "app-runtime"));
    for (int i = 0; i < calls; i++) {
      String[] call = dice.pick(CALLS).split(" ", 2);
      Fields fields = call(call[0], call[1], time, scene);
      fields
          .put("userIdentity.type", "AssumedRole")
          .put("userIdentity.arn", "arn:aws:sts::000000000000:assumed-role/" + role + "/session")
          .put("userIdentity.accountId", "000000000000")
          .put("userIdentity.sessionContext.sessionIssuer.userName", role)
          .put("sourceIPAddress", "10.10.0." + dice.between(2, 60))
          .put("userAgent", "aws-sdk-java/2.38");
      scene.write(time, role, fields.asMap());
      time = time.plus(dice.seconds(1, 30));
    }
  }

  private static void consoleLogin(Person admin, Instant time, Scene scene) {
    Fields fields = call("signin.amazonaws.com", "ConsoleLogin", time, scene);
    fields
        .put("userIdentity.type", "IAMUser")
        .put("userIdentity.userName", admin.login())
        .put("userIdentity.accountId", "000000000000")
        .put("sourceIPAddress", admin.home().ip())
        .put("userAgent", admin.userAgent())
        .put("additionalEventData.MFAUsed", "Yes")
        .put("responseElements.ConsoleLogin", "Success");
    scene.write(time, admin.login(), fields.asMap());
  }

  private static Fields call(String source, String name, Instant time, Scene scene) {
    return new Fields()
        .put("eventVersion", "1.09")
        .put("eventTime", time.truncatedTo(ChronoUnit.SECONDS).toString())
        .put("eventSource", source)
        .put("eventName", name)
        .put("awsRegion", scene.world().name())
        .put("eventID", scene.dice().uuid())
        .put("eventType", name.equals("ConsoleLogin") ? "AwsConsoleSignIn" : "AwsApiCall")
        .put("recipientAccountId", "000000000000");
  }

  @Override
  public Rhythm rhythm() {
    return Rhythm.STEADY;
  }

  @Override
  public double records() {
    return 3.7;
  }
}
