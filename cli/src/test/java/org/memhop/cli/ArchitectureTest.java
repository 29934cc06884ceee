package org.memhop.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.ObjectInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The arrows between the modules point one way; a rule that finds no class to look at fails as well. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
    private static final String API = "org.memhop.api..";
    private static final String CORE = "org.memhop.core..";
    private static final String BACKENDS = "org.memhop.backend..";
    private static final String TASKS = "org.memhop.tasks..";
    private static final String CLI = "org.memhop.cli..";

    private final JavaClasses memhop = new ClassFileImporter()
            .withImportOption(location -> !location.contains("test-classes"))
            .importPackages("org.memhop");

    @Test
    void the_api_sees_nothing_but_java() {
        classes()
                .that()
                .resideInAPackage(API)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(API, "java..", "org.jspecify..")
                .because("whoever implements or uses the contract must not inherit a library")
                .check(memhop);
    }

    @Test
    void a_backend_sees_the_api_only() {
        classes()
                .that()
                .resideInAPackage(BACKENDS)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(API, BACKENDS, "java..", "jdk.incubator.vector..", "org.slf4j..", "org.jspecify..")
                .because("a backend runs graphs and knows nothing of training")
                .check(memhop);
        slices().matching("org.memhop.backend.(*)..")
                .should()
                .notDependOnEachOther()
                .check(memhop);
    }

    @Test
    void core_sees_neither_backends_nor_tasks_nor_the_program() {
        noClasses()
                .that()
                .resideInAPackage(CORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(BACKENDS, TASKS, CLI)
                .because("both are plugins, found when the program starts")
                .check(memhop);
    }

    @Test
    void a_task_sees_neither_backends_nor_other_tasks_nor_the_program() {
        noClasses()
                .that()
                .resideInAPackage(TASKS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(BACKENDS, CLI)
                .because("a task is data and what is asked of it, on any backend")
                .check(memhop);
        slices().matching("org.memhop.tasks.(*)..")
                .should()
                .notDependOnEachOther()
                .check(memhop);
    }

    @Test
    void packages_of_the_api_and_of_core_form_no_cycles() {
        slices().matching("org.memhop.api.(*)..").should().beFreeOfCycles().check(memhop);
        slices().matching("org.memhop.core.(*)..").should().beFreeOfCycles().check(memhop);
    }

    @Test
    void nothing_reads_serialized_objects() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .because("loading a file must never run code")
                .check(memhop);
    }
}
