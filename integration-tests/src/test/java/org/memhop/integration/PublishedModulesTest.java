package org.memhop.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The three places that list our modules list the same: a program that imports the bom gets every one in one version. */
class PublishedModulesTest {
    private static final List<String> NOT_FOR_OTHERS =
            List.of("bom", "backend-testing", "cli", "benchmarks", "examples", "integration-tests");
    private static final String MANAGED =
            "/project/dependencyManagement/dependencies/dependency[groupId='org.memhop']/artifactId";

    @Test
    void the_bom_lists_every_module_that_others_build_on() throws Exception {
        List<String> modules = texts("../pom.xml", "/project/modules/module");
        List<String> published = modules.stream()
                .filter(module -> !NOT_FOR_OTHERS.contains(module))
                .map(module -> "memhop-" + module)
                .toList();

        assertThat(modules).containsAll(NOT_FOR_OTHERS);
        assertThat(texts("../bom/pom.xml", MANAGED)).containsExactlyInAnyOrderElementsOf(published);
        assertThat(texts("../pom.xml", MANAGED)).containsExactlyInAnyOrderElementsOf(published);
    }

    @Test
    void the_bom_has_the_version_of_the_modules_it_lists() throws Exception {
        assertThat(texts("../bom/pom.xml", "/project/version")).isEqualTo(texts("../pom.xml", "/project/version"));
    }

    /** The texts at a path in a pom, in order. */
    private static List<String> texts(String pom, String path) throws Exception {
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of(pom).toFile());
        XPath xpath = XPathFactory.newInstance().newXPath();
        NodeList found = (NodeList) xpath.evaluate(path, document, XPathConstants.NODESET);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent());
        }
        return texts;
    }
}
