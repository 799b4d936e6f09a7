package io.tocsin.ingest.checks;

import io.tocsin.platform.testing.Infrastructure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** The runners that share the monitors, as Kafka sees them. */
final class RunnerGroup {
    private static final String ID = "ingest-runner";

    private RunnerGroup() {}

    /** Whether that many or more have come, and everybody in the group has partitions that nobody is about to take. */
    static boolean isShared(int runners) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", Infrastructure.kafka()))) {
            ConsumerGroupDescription group = admin.describeConsumerGroups(List.of(ID))
                    .describedGroups()
                    .get(ID)
                    .get();
            return group.groupState() == GroupState.STABLE
                    && group.members().size() >= runners
                    && group.members().stream()
                            .noneMatch(member ->
                                    member.assignment().topicPartitions().isEmpty());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return false;
            }
            throw e;
        }
    }
}
