package io.tocsin.ingest.probes;

import io.tocsin.platform.egress.EgressFailure.Abandoned;
import io.tocsin.platform.egress.EgressFailure.Step;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/**
 * Asks the resolver for records. It connects to none of the addresses that it is told. A resolver that answers others and is
 * silent about the name, or says that it failed (SERVFAIL), tells of the name; one that is silent altogether is ours, and
 * nothing is known.
 */
@Component
class DnsProbe {
    private final DnsClient dns;

    DnsProbe(DnsClient dns) {
        this.dns = dns;
    }

    void probe(Target.Dns target, Attempt attempt) {
        DnsQuestion question = target.question();
        BooleanSupplier silence = dns.watch();
        attempt.begin(Step.RESOLVING, silence);
        dns.ask(question.name(), question.type())
                .whenComplete((answer, problem) -> Connections.on(attempt, () -> {
                    if (answer == null && silence.getAsBoolean()) {
                        attempt.fail(new Abandoned("no resolver answers"));
                    } else if (answer == null) {
                        attempt.down(null, "No resolver answered");
                    } else {
                        judge(question, answer, attempt);
                    }
                }));
    }

    private static void judge(DnsQuestion question, Message answer, Attempt attempt) {
        String complaint = complaint(question, answer);
        if (complaint == null) {
            int count = answer.getSection(Section.ANSWER).size();
            attempt.up(null, count == 1 ? "1 record" : count + " records");
        } else {
            attempt.down(null, complaint);
        }
    }

    private static @Nullable String complaint(DnsQuestion question, Message answer) {
        return switch (answer.getRcode()) {
            case Rcode.NXDOMAIN -> "The name does not exist";
            case Rcode.NOERROR -> complaint(question, answer.getSection(Section.ANSWER));
            default -> "The resolver answered " + Rcode.string(answer.getRcode());
        };
    }

    private static @Nullable String complaint(DnsQuestion question, List<Record> records) {
        if (records.stream().noneMatch(record -> record.getType() == question.type())) {
            return "The name has no record of type " + question.typeName();
        }
        if (records.stream().noneMatch(question::isAnsweredBy)) {
            return "No record of type %s is the expected one".formatted(question.typeName());
        }
        return null;
    }
}
