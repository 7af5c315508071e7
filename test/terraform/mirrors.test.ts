import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { addOnMirrorPlaces, impliedMirrorPlaces } from '../../terraform/mirror-places';
import { mirrorsOf, unpackedIn } from '../../terraform/mirrors';
import { surroundingsOfProcess, targetOf, type Surroundings } from '../../terraform/surroundings';

const aws = 'registry.terraform.io/hashicorp/aws';
let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'mirrors-'));
});
afterEach(() => rmSync(home, { recursive: true }));

/** A Linux machine whose only folders are below `home`. */
function machine(more: Partial<Surroundings> = {}): Surroundings {
  const { readdir } = surroundingsOfProcess();
  return {
    env: { XDG_DATA_DIRS: join(home, 'usr') },
    platform: 'linux',
    target: 'linux_amd64',
    home,
    cwd: join(home, 'project'),
    readdir: (folder) => (folder.startsWith(home) ? readdir(folder) : []),
    ...more,
  };
}

function put(...parts: readonly string[]): string {
  const file = join(home, ...parts);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
  return file;
}

function unpacked(mirror: string, source: string, version: string, target = 'linux_amd64'): void {
  put(mirror, source, version, target, 'terraform-provider');
}

describe('places', () => {
  test('Linux follows the XDG base directories and ignores relative ones', () => {
    expect(impliedMirrorPlaces(machine({ home: '/home/ada', cwd: '/project', env: {} }))).toEqual([
      '/project/terraform.d/plugins',
      '/home/ada/.terraform.d/plugins',
      '/home/ada/.local/share/terraform/plugins',
      '/usr/local/share/terraform/plugins',
      '/usr/share/terraform/plugins',
    ]);
    const env = { XDG_DATA_HOME: '/data', XDG_DATA_DIRS: '/a:b:/c' };
    expect(impliedMirrorPlaces(machine({ home: '/home/ada', cwd: '/project', env })).slice(2)).toEqual([
      '/data/terraform/plugins',
      '/a/terraform/plugins',
      '/c/terraform/plugins',
    ]);
  });

  test('macOS has its own support folders', () => {
    expect(impliedMirrorPlaces(machine({ platform: 'darwin', home: '/Users/ada', cwd: '/project' }))).toEqual(
      [
        '/project/terraform.d/plugins',
        '/Users/ada/.terraform.d/plugins',
        '/Users/ada/Library/Application Support/io.terraform/plugins',
        '/Library/Application Support/io.terraform/plugins',
      ],
    );
  });

  test('Windows keeps them with its applications', () => {
    const env = { APPDATA: 'C:\\Users\\ada\\AppData\\Roaming' };
    expect(impliedMirrorPlaces(machine({ platform: 'win32', cwd: 'C:\\project', env }))).toEqual([
      'C:\\project\\terraform.d\\plugins',
      'C:\\Users\\ada\\AppData\\Roaming\\terraform.d\\plugins',
      'C:\\Users\\ada\\AppData\\Roaming\\HashiCorp\\Terraform\\plugins',
    ]);
  });

  test("an add-on's folder counts only where it contains the provider", () => {
    const folders = new Map([
      ['/opt', ['empty', 'fruit', 'notes.txt']],
      [`/opt/fruit/providers/${aws}`, ['5.100.0']],
    ]);
    const readdir: Surroundings['readdir'] = (folder) =>
      (folders.get(folder) ?? []).map((name) => ({
        name,
        kind: name.includes('.txt') ? 'file' : 'directory',
      }));
    expect(addOnMirrorPlaces(machine({ readdir }), aws)).toEqual(['/opt/fruit/providers']);
  });

  test('targets have the names that Terraform uses', () => {
    expect(targetOf('linux', 'x64')).toBe('linux_amd64');
    expect(targetOf('darwin', 'arm64')).toBe('darwin_arm64');
    expect(targetOf('win32', 'ia32')).toBe('windows_386');
  });
});

describe('contents', () => {
  const personal = '.terraform.d/plugins';

  test('a machine without mirrors has none', () => {
    expect(mirrorsOf(machine())).toEqual([]);
    mkdirSync(join(home, personal), { recursive: true });
    expect(mirrorsOf(machine())).toEqual([]);
  });

  test('packed and unpacked providers are found, versions in order', () => {
    unpacked(personal, aws, '5.100.0');
    unpacked(personal, aws, '5.9.0');
    put(personal, 'registry.terraform.io/hashicorp/tls', 'terraform-provider-tls_4.1.0_linux_amd64.zip');
    expect(mirrorsOf(machine())).toEqual([
      {
        path: join(home, personal),
        providers: [
          {
            source: aws,
            versions: [
              { version: '5.9.0', layout: 'unpacked' },
              { version: '5.100.0', layout: 'unpacked' },
            ],
          },
          {
            source: 'registry.terraform.io/hashicorp/tls',
            versions: [{ version: '4.1.0', layout: 'packed' }],
          },
        ],
      },
    ]);
  });

  test("what is for another machine isn't found", () => {
    unpacked(personal, aws, '5.100.0', 'darwin_arm64');
    put(personal, aws, 'terraform-provider-aws_5.100.0_windows_amd64.zip');
    expect(mirrorsOf(machine())).toEqual([]);
    expect(mirrorsOf(machine({ target: 'darwin_arm64' }))).toHaveLength(1);
  });

  test("a linked provider isn't found, a linked package and a linked mirror are", () => {
    unpacked('elsewhere', aws, '5.100.0');
    const namespace = join(home, personal, 'registry.terraform.io', 'hashicorp');
    mkdirSync(namespace, { recursive: true });
    symlinkSync(join(home, 'elsewhere', aws), join(namespace, 'aws'));
    expect(mirrorsOf(machine())).toEqual([]);

    rmSync(join(namespace, 'aws'));
    mkdirSync(join(namespace, 'aws', '5.100.0'), { recursive: true });
    symlinkSync(
      join(home, 'elsewhere', aws, '5.100.0', 'linux_amd64'),
      join(namespace, 'aws', '5.100.0', 'linux_amd64'),
    );
    expect(mirrorsOf(machine())).toHaveLength(1);

    mkdirSync(join(home, 'usr', 'terraform'), { recursive: true });
    symlinkSync(join(home, 'elsewhere'), join(home, 'usr', 'terraform', 'plugins'));
    expect(mirrorsOf(machine()).map(({ path }) => path)).toEqual([
      join(home, personal),
      join(home, 'usr', 'terraform', 'plugins'),
    ]);
  });

  test('other folders come after those of the machine', () => {
    unpacked('built', aws, '5.100.0');
    unpacked(personal, aws, '5.9.0');
    const more = [join(home, 'built'), join(home, 'empty')];
    expect(mirrorsOf(machine(), undefined, more).map(({ path }) => path)).toEqual([
      join(home, personal),
      join(home, 'built'),
    ]);
  });

  test("files that only look like packages aren't", () => {
    put(personal, aws, 'terraform-provider-aws_latest_linux_amd64.zip');
    put(personal, aws, 'terraform-provider-tls_4.1.0_linux_amd64.zip');
    put(personal, aws, '5.100.0', 'linux_amd64');
    put(personal, aws, 'README.md');
    expect(mirrorsOf(machine())).toEqual([]);
  });
});

describe('what is unpacked', () => {
  const needed = [{ source: aws, version: '5.100.0' }];
  const inPlace = (more = needed, ...folders: readonly string[]) => [
    ...unpackedIn(
      mirrorsOf(machine(), more),
      more,
      machine(),
      folders.map((folder) => join(home, folder)),
    ),
  ];
  const personal = '.terraform.d/plugins';

  test('runs from the folder of its program, in a mirror or in a cache', () => {
    expect(inPlace(needed, 'cache')).toEqual([]);
    unpacked('cache', aws, '5.100.0');
    expect(inPlace(needed, 'cache')).toEqual([[aws, join(home, 'cache', aws, '5.100.0/linux_amd64')]]);
    unpacked(personal, aws, '5.100.0');
    expect(inPlace(needed, 'cache')).toEqual([[aws, join(home, personal, aws, '5.100.0/linux_amd64')]]);
  });

  test('does so only where all of it is unpacked, in one version each', () => {
    unpacked(personal, aws, '5.100.0');
    unpacked(personal, aws, '5.99.0');
    const tls = { source: 'registry.terraform.io/hashicorp/tls', version: '4.1.0' };
    put(personal, tls.source, 'terraform-provider-tls_4.1.0_linux_amd64.zip');
    expect(inPlace([...needed, tls])).toEqual([]);
    expect(inPlace([...needed, { source: aws, version: '5.99.0' }])).toEqual([]);
    expect(inPlace([...needed, ...needed])).toHaveLength(1);
  });
});
