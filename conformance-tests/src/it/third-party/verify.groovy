// The suite has really run: its cases are in the report of the class that takes one line, and its table is written.
import groovy.xml.XmlSlurper

def report = new XmlSlurper().parse(new File(basedir,
    'target/surefire-reports/TEST-com.example.counting.CountingBackendConformanceTest.xml'))
int cases = report.@tests.toInteger()
assert cases > 2000 : "only ${cases} cases ran"
assert report.@skipped.toInteger() == 0
assert new File(basedir, 'target/conformance/counting.json').file
