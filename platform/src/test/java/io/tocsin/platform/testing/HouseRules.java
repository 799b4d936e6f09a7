package io.tocsin.platform.testing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.metaAnnotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.tocsin.platform.testing.HouseWords.areNot;
import static io.tocsin.platform.testing.HouseWords.configuration;
import static io.tocsin.platform.testing.HouseWords.describedAs;
import static io.tocsin.platform.testing.HouseWords.named;
import static io.tocsin.platform.testing.HouseWords.platform;
import static io.tocsin.platform.testing.HouseWords.resideInANullMarkedPackage;
import static io.tocsin.platform.testing.HouseWords.showNoEntity;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * How every module is built, as tests. A module applies it with
 *
 * <pre>{@code
 * class HouseRulesTest extends HouseRules {
 *     HouseRulesTest() {
 *         super("io.tocsin.monitor");
 *     }
 * }
 * }</pre>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class HouseRules {
    private static final String LAYERS = """
        base common config configuration controller controllers core domain dto dtos entities entity exception \
        exceptions handler handlers helper helpers impl infrastructure mapper mappers misc model models \
        repositories repository service services shared util utils\
        """;

    private final String base;
    private final JavaClasses module;

    /** @param base the package that all packages of the module begin with */
    protected HouseRules(String base) {
        this.base = base;
        this.module = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(base);
    }

    @Test
    void packagesAreFeaturesNotLayers() {
        check(noClasses()
                .should()
                .resideInAnyPackage(Stream.of(LAYERS.split(" ", -1))
                        .map(layer -> ".." + layer + "..")
                        .toArray(String[]::new))
                .because("a package is named for what it is about; move the class to the feature that needs it"));
    }

    @Test
    void featuresFormNoCycle() {
        check(slices().matching(base + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("a cycle is one feature in two packages; move what both need to the one that can do alone"));
    }

    @Test
    void wireTypesStopAtTheEdge() {
        check(noClasses()
                .that(areNot(named("Publisher", "Listener", "Table")
                        .or(configuration())
                        .or(platform())))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "io.tocsin.events..", "org.apache.avro..", "org.apache.kafka..", "org.springframework.kafka.."))
                .because("events are converted where they enter or leave;"
                        + " do it in a *Publisher, *Listener or *Table, with a static `of` beside the type it makes"));
    }

    @Test
    void callsLeaveTheProcessInClientsAndProbes() {
        check(noClasses()
                .that(areNot(named("Client", "Probe").or(configuration()).or(platform())))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.net.http..",
                                "org.apache.hc..",
                                "org.springframework.web.client..",
                                "org.springframework.web.reactive.function.client..")
                        .or(describe("URLConnection", type -> type.isAssignableTo("java.net.URLConnection"))))
                .because("a call can hang and fail; wrap it in a *Client or *Probe that says how,"
                        + " and send what goes to a customer's address through EgressClient"));
    }

    @Test
    void doorwaysAreNotPublic() {
        check(classes()
                .that(named("Controller", "Listener"))
                .should()
                .notBePublic()
                .because("nobody calls a controller or a listener; what is worth calling belongs behind it"));
    }

    @Test
    void controllersAreNamedController() {
        check(classes()
                .that(areNot(platform()))
                .and(metaAnnotatedWith("org.springframework.stereotype.Controller"))
                .should()
                .haveSimpleNameEndingWith("Controller")
                .because("following class names shows every hop; rename it"));
    }

    @Test
    void kafkaListenersAreNamedListenerOrTable() {
        check(methods()
                .that(metaAnnotatedWith("org.springframework.kafka.annotation.KafkaListener"))
                .should()
                .beDeclaredInClassesThat(named("Listener", "Table"))
                .because("following class names shows every hop; rename it"));
    }

    @Test
    void entitiesStayBehindControllers() {
        check(methods()
                .that()
                .areDeclaredInClassesThat(named("Controller"))
                .should(showNoEntity())
                .because("an entity in a signature is a wire format by accident;"
                        + " answer a record of the controller, made by its static `of`"));
    }

    @Test
    void timeComesFromTheClock() {
        check(noClasses()
                .that(areNot(configuration()))
                .should()
                .accessTargetWhere(describe("read the time of day", HouseWords::readsTheTime))
                .because("tests must own the time; inject java.time.InstantSource, and System.nanoTime() for"
                        + " durations"));
    }

    @Test
    void constructorsInject() {
        check(noFields()
                .should()
                .beMetaAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .orShould()
                .beMetaAnnotatedWith("org.springframework.beans.factory.annotation.Value")
                .orShould()
                .beMetaAnnotatedWith("jakarta.inject.Inject")
                .orShould()
                .beMetaAnnotatedWith("jakarta.annotation.Resource")
                .because("a field that Spring fills is hidden; take it in the constructor, settings as a"
                        + " *Settings record"));
    }

    @Test
    void packagesAreNullMarked() {
        check(classes()
                .should(resideInANullMarkedPackage())
                .because("null is checked by the compiler; add a package-info.java with @NullMarked and one sentence"));
    }

    @Test
    void namesNameAConcept() {
        check(noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helpers?|Utils?|Impl|Dto|DTO)(\\$.*)?")
                .because("the concept has not been found yet; ask what it is about, not what it does"));
    }

    @Test
    void settingsAreRecordsNamedSettings() {
        check(classes()
                .that(metaAnnotatedWith("org.springframework.boot.context.properties.ConfigurationProperties"))
                .should()
                .haveSimpleNameEndingWith("Settings")
                .andShould()
                .beRecords()
                .because(
                        "a setting is found by its name and validated in its constructor; make it a *Settings record"));
    }

    @Test
    void nothingIsPrinted() {
        check(noClasses().should(ACCESS_STANDARD_STREAMS).because("what nobody can filter helps nobody; use a logger"));
    }

    @Test
    void optionalIsOnlyAnswered() {
        check(fields().should(describedAs(
                        "not be Optional", field -> !field.getRawType().isEquivalentTo(Optional.class)))
                .because("@Nullable says it cheaper; Optional is for answers"));
        check(methods()
                .should(describedAs(
                        "take no Optional",
                        method -> method.getRawParameterTypes().stream()
                                .noneMatch(type -> type.isEquivalentTo(Optional.class))))
                .because("@Nullable says it cheaper; Optional is for answers"));
    }

    @Test
    void nothingIsReactiveOrGenerated() {
        check(noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "reactor..", "org.reactivestreams..", "lombok..", "org.mapstruct..")
                        .or(describe(
                                "@Async",
                                type -> type.getName().equals("org.springframework.scheduling.annotation.Async"))))
                .because("virtual threads block cheaply, and records are short; write it down"));
    }

    private void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(module);
    }
}
