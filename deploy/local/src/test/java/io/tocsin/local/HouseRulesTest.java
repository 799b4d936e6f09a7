package io.tocsin.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rules of the house as far as they touch a program without Spring. */
class HouseRulesTest {

    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.tocsin.local");

    @Test
    void featuresFormNoCycle() {
        slices().matching("io.tocsin.local.(*)..")
                .should()
                .beFreeOfCycles()
                .because("a cycle is one feature in two packages; move what both need to the one that can do alone")
                .check(MODULE);
    }

    @Test
    void whatTestsUseDragsNoCommandIn() {
        noClasses()
                .that()
                .resideInAnyPackage("..kafka..", "..postgres..", "..processes..", "..registry..", "..stack..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..", "oshi..", "org.bouncycastle..", "tools.jackson..")
                .because("the services' tests start the embedded parts without the launcher's libraries;"
                        + " use them in the feature that needs them")
                .check(MODULE);
    }

    @Test
    void timeIsGivenNotTaken() {
        noClasses()
                .should()
                .callMethod(java.time.Instant.class, "now")
                .because("a test can't wait for it; take an InstantSource")
                .check(MODULE);
    }
}
