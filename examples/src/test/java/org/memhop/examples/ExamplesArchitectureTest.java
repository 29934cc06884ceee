package org.memhop.examples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** What a program, a component and a task of one's own need of Memhop. */
class ExamplesArchitectureTest {
    private final JavaClasses examples = new ClassFileImporter()
            .withImportOption(location -> location.contains("/examples/target/") && !location.contains("test-classes"))
            .importPackages("org.memhop.examples", "com.example.memory");

    @Test
    void a_component_needs_the_api_alone() {
        classes()
                .that()
                .haveNameMatching("com\\.example\\.memory\\.FadingMemory.*")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.memhop.api..", "com.example.memory")
                .check(examples);
    }

    @Test
    void a_program_needs_what_core_offers_to_programs() {
        classes()
                .that()
                .haveNameNotMatching("org\\.memhop\\.examples\\.(OwnWiring|Facts).*")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "com.sun.net.httpserver",
                        "org.jspecify..",
                        "org.memhop.api..",
                        "org.memhop.core.run",
                        "org.memhop.core.wiring",
                        "org.memhop.core.cache",
                        "org.memhop.examples",
                        "com.example.memory")
                .because("the other packages of core are its own affair")
                .check(examples);
    }
}
