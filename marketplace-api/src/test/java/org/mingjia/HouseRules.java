package org.mingjia;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jooq.Attachable;
import org.jooq.DSLContext;
import org.mingjia.planted.Blocking;
import org.mingjia.planted.Careless;
import org.mingjia.planted.catalog.ImpureRule;
import org.reactivestreams.Publisher;
import org.springframework.web.bind.annotation.RestController;

/** The house rules that can be read off the byte code, each with the violations it must catch. */
final class HouseRules {

    /** One rule. */
    record Rule(ArchRule rule, List<Class<?>> planted) {
        @Override
        public String toString() {
            return rule.getDescription();
        }
    }

    private static final Set<String> BINARY_FLOATS =
            Set.of("double", "float", "java.lang.Double", "java.lang.Float");
    private static final String[] SPEAKING_SQL =
            Stream.of(
                            """
                            platform web identity signin files admission agency pricing tasks offers
                            charges sealing bidding biddocs register quotes intake timers tender notices
                            contract contractpdf fees complaint leads desks delivery evaluation rating
                            supervision
                            matching inbox award stuck objections indexing discovery
                            """
                                    .strip()
                                    .split("\\s+", -1))
                    .map(slice -> "org.mingjia." + slice + "..")
                    .toArray(String[]::new);
    private static final int MOST_COLLABORATORS = 6;

    private HouseRules() {}

    static Stream<Rule> all() {
        return Stream.of(
                rule(
                        "the catalogue knows the JDK and JSpecify only",
                        noClasses()
                                .that()
                                .resideInAnyPackage("..catalog..", "..selection..", "..grading..")
                                .should()
                                .dependOnClassesThat()
                                .resideOutsideOfPackages(
                                        "..catalog..",
                                        "..selection..",
                                        "..grading..",
                                        "java..",
                                        "org.jspecify.."),
                        ImpureRule.class),
                rule(
                        "the catalogue is told the date and asks no clock",
                        noClasses()
                                .that()
                                .resideInAnyPackage("..catalog..", "..selection..", "..grading..")
                                .should()
                                .callMethodWhere(
                                        called("asks the clock", HouseRules::asksTheClock)),
                        ImpureRule.class),
                rule(
                        "money and rates are no binary floats",
                        classes()
                                .that()
                                .resideInAnyPackage("..catalog..", "..register..", "..quotes..")
                                .should(useNoBinaryFloats()),
                        ImpureRule.class),
                rule(
                        "nothing blocks",
                        noClasses().should().callMethodWhere(called("blocks", HouseRules::blocks)),
                        Blocking.class.getDeclaredClasses()),
                rule(
                        "transactions are Spring's: jOOQ's own report success before the commit",
                        noClasses()
                                .should()
                                .callMethodWhere(
                                        called(
                                                "opens a transaction of jOOQ's",
                                                call ->
                                                        call.getTargetOwner()
                                                                        .isEquivalentTo(
                                                                                DSLContext.class)
                                                                && call.getName()
                                                                        .startsWith(
                                                                                "transaction"))),
                        Careless.OwnTransaction.class),
                rule(
                        "no proxied connection factory: its rollback does not happen",
                        noClasses()
                                .should()
                                .dependOnClassesThat()
                                .haveSimpleName("TransactionAwareConnectionFactoryProxy"),
                        Careless.ProxiedConnections.class),
                rule(
                        "no @Transactional: what is one transaction is said by the Transactor",
                        noClasses().should().dependOnClassesThat().haveSimpleName("Transactional"),
                        Careless.ByAnnotation.class),
                rule(
                        "returningResult, never returning(subset): it mixes up columns over R2DBC",
                        noClasses()
                                .should()
                                .callMethodWhere(
                                        called(
                                                "returns a subset",
                                                call ->
                                                        call.getName().equals("returning")
                                                                && !call.getTarget()
                                                                        .getRawParameterTypes()
                                                                        .isEmpty())),
                        Careless.ReturningASubset.class),
                rule(
                        "only the platform holds connections, and only problems know their failures",
                        noClasses()
                                .that()
                                .resideOutsideOfPackages(
                                        "org.mingjia.platform..", "org.mingjia.web..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(
                                        "io.r2dbc..", "java.sql..", "org.springframework.r2dbc.."),
                        Careless.HoldsAConnection.class),
                rule(
                        "only slices with tables, and the platform, speak SQL",
                        noClasses()
                                .that()
                                .resideOutsideOfPackages(SPEAKING_SQL)
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("org.jooq..", "org.mingjia.db.."),
                        Careless.ReturningASubset.class),
                rule(
                        "nothing is left to chance that can be guessed",
                        noClasses()
                                .should()
                                .callMethodWhere(called("throws dice", HouseRules::throwsDice)),
                        Careless.ByMathChance.class,
                        Careless.ByChance.class),
                rule(
                        "what is said goes to the log",
                        noClasses()
                                .should()
                                .accessField(System.class, "out")
                                .orShould()
                                .accessField(System.class, "err"),
                        Careless.Prints.class),
                rule(
                        "production knows nothing of the embedded stack",
                        noClasses()
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("org.mingjia.ops..", "org.mingjia.bench.."),
                        Careless.KnowsTheStack.class),
                rule(
                        "names say what a thing is",
                        noClasses()
                                .should()
                                .haveNameMatching(".*(Util|Utils|Helper|Manager|(?<!Self)Service)"),
                        Careless.PriceHelper.class),
                rule(
                        "controllers belong to their slice and have few collaborators",
                        classes().that().areAnnotatedWith(RestController.class).should(beModest()),
                        Careless.Crowded.class));
    }

    private static Rule rule(String says, ArchRule rule, Class<?>... planted) {
        return new Rule(rule.as(says).allowEmptyShould(true), List.of(planted));
    }

    private static DescribedPredicate<JavaMethodCall> called(
            String says, java.util.function.Predicate<JavaMethodCall> which) {
        return describe(says, which);
    }

    private static boolean asksTheClock(JavaMethodCall call) {
        String name = call.getName();
        JavaClass on = call.getTargetOwner();
        return (on.getPackageName().startsWith("java.time") && name.equals("now"))
                || (on.isEquivalentTo(System.class)
                        && Set.of("currentTimeMillis", "nanoTime").contains(name));
    }

    private static boolean blocks(JavaMethodCall call) {
        JavaClass on = call.getTargetOwner();
        String name = call.getName();
        if (on.isAssignableTo(Publisher.class)
                && (name.startsWith("block")
                        || name.equals("toIterable")
                        || name.equals("toStream"))) {
            return true;
        }
        if (on.isAssignableTo(Future.class) && Set.of("get", "join").contains(name)) {
            return true;
        }
        if (on.isEquivalentTo(Thread.class) && Set.of("sleep", "join").contains(name)) {
            return true;
        }
        return isJooq(on)
                && ((name.startsWith("fetch") && !name.equals("fetchSize"))
                        || name.startsWith("execute")
                        || Set.of("store", "refresh", "merge").contains(name));
    }

    private static boolean isJooq(JavaClass on) {
        return on.getPackageName().equals("org.jooq")
                && (on.isAssignableTo(Attachable.class) || on.isAssignableTo(DSLContext.class));
    }

    private static boolean throwsDice(JavaMethodCall call) {
        return call.getTargetOwner().isAssignableTo(java.util.Random.class)
                || (call.getTargetOwner().isEquivalentTo(Math.class)
                        && call.getName().equals("random"));
    }

    private static ArchCondition<JavaClass> useNoBinaryFloats() {
        return new ArchCondition<>("use no double or float") {
            @Override
            public void check(JavaClass owner, ConditionEvents events) {
                for (JavaField field : owner.getFields()) {
                    if (BINARY_FLOATS.contains(field.getRawType().getName())) {
                        events.add(SimpleConditionEvent.violated(owner, field.getDescription()));
                    }
                }
                for (JavaMethod method : owner.getMethods()) {
                    boolean floats =
                            Stream.concat(
                                            Stream.of(method.getRawReturnType()),
                                            method.getRawParameterTypes().stream())
                                    .anyMatch(type -> BINARY_FLOATS.contains(type.getName()));
                    if (floats) {
                        events.add(SimpleConditionEvent.violated(owner, method.getDescription()));
                    }
                }
            }
        };
    }

    private static ArchCondition<JavaClass> beModest() {
        return new ArchCondition<>("be package-private with few collaborators") {
            @Override
            public void check(JavaClass controller, ConditionEvents events) {
                boolean shown = controller.getModifiers().contains(JavaModifier.PUBLIC);
                boolean crowded =
                        controller.getConstructors().stream()
                                .anyMatch(made ->
                                        made.getRawParameterTypes().size() > MOST_COLLABORATORS);
                if (shown || crowded) {
                    events.add(
                            SimpleConditionEvent.violated(
                                    controller,
                                    controller.getName()
                                            + Arrays.toString(
                                                    controller.getConstructors().toArray())));
                }
            }
        };
    }
}
