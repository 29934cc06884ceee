package org.memhop.cli.common;

import org.memhop.core.run.TrainingRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** What the help of every command looks like, and the flags that show it and the version. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Standard.Version.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        usageHelpAutoWidth = false,
        synopsisHeading = "Usage: ",
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n")
public final class Standard {
    /** Version of Memhop and of what it runs on. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "memhop " + TrainingRun.version(),
                "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch")
            };
        }
    }
}
