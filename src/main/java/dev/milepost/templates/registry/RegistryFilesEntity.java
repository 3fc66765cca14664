package dev.milepost.templates.registry;

import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TarArchive;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** The files of module versions as a row, stored once per content. */
@Entity
@Immutable
@Table(name = "registry_files")
class RegistryFilesEntity {

    @Id
    String digest;

    /** A tar archive. */
    byte[] archive;

    static RegistryFilesEntity of(FileTree files) {
        var row = new RegistryFilesEntity();
        row.digest = files.digest();
        row.archive = TarArchive.write(files);
        return row;
    }
}
