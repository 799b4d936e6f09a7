package io.tocsin.platform.testing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The words that the rules are made of. */
final class HouseWords {
    private static final String CALENDAR =
            "java\\.time\\.(Instant|LocalDate|LocalDateTime|LocalTime|OffsetDateTime|Year|YearMonth|ZonedDateTime)";

    private HouseWords() {}

    static DescribedPredicate<JavaClass> areNot(DescribedPredicate<JavaClass> exempt) {
        return DescribedPredicate.not(exempt).as("are not " + exempt.getDescription());
    }

    /** By the name of the outermost class, so that what is nested goes with it. */
    static DescribedPredicate<JavaClass> named(String... endings) {
        return describe("named *" + String.join(", *", endings), type -> {
            String name = outermost(type).getSimpleName();
            return Stream.of(endings).anyMatch(name::endsWith);
        });
    }

    static DescribedPredicate<JavaClass> configuration() {
        return describe(
                "configuration",
                type -> outermost(type).isMetaAnnotatedWith("org.springframework.context.annotation.Configuration"));
    }

    static DescribedPredicate<JavaClass> platform() {
        return resideInAPackage("io.tocsin.platform..").as("of the platform");
    }

    static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(HouseWords::outermost).orElse(type);
    }

    static boolean readsTheTime(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getFullName();
        String name = access.getName();
        return name.equals("now") && owner.matches(CALENDAR)
                || name.equals("currentTimeMillis") && owner.equals("java.lang.System")
                || name.startsWith("system") && owner.equals("java.time.Clock")
                || name.equals("system") && owner.equals("java.time.InstantSource")
                || name.equals("<init>") && owner.equals("java.util.Date");
    }

    static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return describedAs(
                "reside in a @NullMarked package",
                type -> type.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked"));
    }

    static ArchCondition<JavaMethod> showNoEntity() {
        return describedAs(
                "show no entity",
                method -> Stream.concat(Stream.of(method.getReturnType()), method.getParameterTypes().stream())
                        .map(JavaType::getAllInvolvedRawTypes)
                        .flatMap(Set::stream)
                        .noneMatch(type -> type.isAnnotatedWith("jakarta.persistence.Entity")));
    }

    static <T extends HasName> ArchCondition<T> describedAs(String description, Predicate<T> holds) {
        return new ArchCondition<>(description) {
            @Override
            public void check(T item, ConditionEvents events) {
                events.add(new SimpleConditionEvent(
                        item,
                        holds.test(item),
                        "%s should %s"
                                .formatted(
                                        item instanceof HasName.AndFullName full ? full.getFullName() : item.getName(),
                                        getDescription())));
            }
        };
    }
}
