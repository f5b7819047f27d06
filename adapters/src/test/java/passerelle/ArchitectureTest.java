package passerelle;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "passerelle", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule DEPENDENCIES_POINT_AT_THE_MODEL = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("model")
            .definedBy("passerelle.model..")
            .layer("decide")
            .definedBy("passerelle.decide..")
            .layer("config")
            .definedBy("passerelle.config..", "passerelle.version..")
            .layer("audit")
            .definedBy("passerelle.audit..")
            .layer("vault")
            .definedBy("passerelle.vault..")
            .layer("translate")
            .definedBy("passerelle.translate..", "passerelle.format..")
            .layer("store")
            .definedBy("passerelle.store..")
            .layer("adapter")
            .definedBy("passerelle.adapter..")
            .layer("route")
            .definedBy("passerelle.route..")
            .layer("console")
            .definedBy("passerelle.console..")
            .layer("gateway")
            .definedBy(
                    "passerelle", "passerelle.cli..", "passerelle.draft..", "passerelle.demo..", "passerelle.bench..")
            .whereLayer("gateway")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("console")
            .mayOnlyBeAccessedByLayers("gateway")
            .whereLayer("route")
            .mayOnlyBeAccessedByLayers("console", "gateway")
            .whereLayer("adapter")
            .mayOnlyBeAccessedByLayers("route", "console", "gateway")
            .whereLayer("store")
            .mayOnlyBeAccessedByLayers("adapter", "route", "console", "gateway")
            .whereLayer("translate")
            .mayOnlyBeAccessedByLayers("store", "adapter", "route", "console", "gateway")
            .whereLayer("decide")
            .mayOnlyBeAccessedByLayers("translate", "store", "adapter", "route", "console", "gateway")
            .whereLayer("config")
            .mayOnlyBeAccessedByLayers("translate", "store", "adapter", "route", "console", "gateway")
            .whereLayer("audit")
            .mayOnlyBeAccessedByLayers("translate", "store", "adapter", "route", "console", "gateway")
            .whereLayer("vault")
            .mayOnlyBeAccessedByLayers("translate", "store", "adapter", "route", "console", "gateway");

    @ArchTest
    static final ArchRule MODEL_AND_DECISIONS_ARE_PLAIN_JAVA = classes()
            .that()
            .resideInAnyPackage("passerelle.model..", "passerelle.decide..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "passerelle.model..", "passerelle.decide..");

    /** SOAP is carried by HTTP: its adapter uses the server, the login and the plain answers of that one. */
    @ArchTest
    static final ArchRule ADAPTERS_DO_NOT_KNOW_EACH_OTHER_BUT_SOAP_STANDS_ON_HTTP = slices().matching(
                    "passerelle.adapter.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    resideInAPackage("passerelle.adapter.soap.."), resideInAPackage("passerelle.adapter.http.."));

    @ArchTest
    static final ArchRule CAMEL_IS_SEEN_IN_ADAPTERS_AND_ROUTES_ONLY = noClasses()
            .that()
            .resideOutsideOfPackages("passerelle.adapter..", "passerelle.route..", "passerelle")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..");

    @ArchTest
    static final ArchRule XML_IS_READ_IN_ONE_PLACE = noClasses()
            .that()
            .resideOutsideOfPackage("passerelle.format.xml..")
            .should()
            .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                            com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching(
                                    "new(Default)?(NS)?(Instance|Factory)|newSchema"))
                    .and(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                            com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                                    resideInAPackage("javax.xml..")))));
}
