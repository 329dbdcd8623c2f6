package dev.newsdesk.quickstart.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/** What an operator does to the users of a broker that knows passwords, ACLs and quotas. */
final class SecuredBroker implements AutoCloseable {

  private static final String MECHANISM = "SCRAM-SHA-256";
  private static final String PASSWORD = "secret";
  private static final String OPERATOR = "operator";
  private static final long TIMEOUT_SECONDS = 30;

  private static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule";
  private static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule";

  private final Admin admin;

  /** Connects as the operator. */
  SecuredBroker(String bootstrapServers) {
    Map<String, Object> properties = new HashMap<>(operator());
    properties.put("bootstrap.servers", bootstrapServers);
    admin = Admin.create(properties);
  }

  /** Returns settings of a broker whose connections prove every few seconds who they are. */
  static Map<String, String> settings() {
    String listener = "listener.name.broker.";
    return Map.of(
        "listener.security.protocol.map",
        "BROKER:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
        "sasl.enabled.mechanisms",
        "PLAIN," + MECHANISM,
        "sasl.mechanism.inter.broker.protocol",
        "PLAIN",
        listener + "plain.sasl.jaas.config",
        "%s required username=\"%s\" password=\"%s\" user_%s=\"%s\";"
            .formatted(PLAIN, OPERATOR, PASSWORD, OPERATOR, PASSWORD),
        listener + "scram-sha-256.sasl.jaas.config",
        SCRAM + " required;",
        listener + "scram-sha-256.connections.max.reauth.ms",
        "4000",
        "authorizer.class.name",
        "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        // The broker reaches its controller without a name.
        "super.users",
        "User:ANONYMOUS;User:" + OPERATOR);
  }

  /** Returns what a client of the operator connects with. */
  static Map<String, String> operator() {
    return credentials("PLAIN", PLAIN, OPERATOR);
  }

  /** Returns what a client of a user connects with. */
  static Map<String, String> credentials(String user) {
    return credentials(MECHANISM, SCRAM, user);
  }

  private static Map<String, String> credentials(String mechanism, String module, String user) {
    return Map.of(
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        mechanism,
        "sasl.jaas.config",
        "%s required username=\"%s\" password=\"%s\";".formatted(module, user, PASSWORD));
  }

  /** Adds a user that may do everything with what begins with its name. */
  void addUser(String name) {
    addPassword(name);
    List<AclBinding> all =
        List.of(ResourceType.TOPIC, ResourceType.GROUP, ResourceType.TRANSACTIONAL_ID).stream()
            .map(
                type ->
                    binding(
                        name,
                        new ResourcePattern(type, name, PatternType.PREFIXED),
                        AclOperation.ALL,
                        AclPermissionType.ALLOW))
            .toList();
    done(admin.createAcls(all).all());
  }

  /** Lets the user's password be valid. */
  void addPassword(String user) {
    alter(
        new UserScramCredentialUpsertion(
            user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, 4096), PASSWORD));
  }

  /** Lets the user's password be valid no more. */
  void removePassword(String user) {
    alter(new UserScramCredentialDeletion(user, ScramMechanism.SCRAM_SHA_256));
  }

  private void alter(UserScramCredentialAlteration alteration) {
    done(admin.alterUserScramCredentials(List.of(alteration)).all());
  }

  /** Refuses an operation to a user from now on. */
  void deny(String user, ResourcePattern resource, AclOperation operation) {
    done(
        admin
            .createAcls(List.of(binding(user, resource, operation, AclPermissionType.DENY)))
            .all());
  }

  private static AclBinding binding(
      String user, ResourcePattern resource, AclOperation operation, AclPermissionType permission) {
    return new AclBinding(
        resource, new AccessControlEntry("User:" + user, "*", operation, permission));
  }

  /**
   * Sets a user's quota.
   *
   * @param bytesPerSecond that it may write; null lifts the quota
   */
  void setQuota(String user, @Nullable Double bytesPerSecond) {
    ClientQuotaAlteration alteration =
        new ClientQuotaAlteration(
            new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, user)),
            List.of(new ClientQuotaAlteration.Op("producer_byte_rate", bytesPerSecond)));
    done(admin.alterClientQuotas(List.of(alteration)).all());
  }

  private static void done(KafkaFuture<?> change) {
    try {
      change.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
