/**
 * The administrative roles: every built-in role that Microsoft calls an administrator, and every other one that it
 * labels privileged, even if it only reads. Readers, approvers and the like without that label are not among them.
 * All 15 roles for which Microsoft recommends MFA "at a minimum" are (docs/includes/conditional-access-admin-roles.md).
 *
 * Two entries are newer than the date below. Tenant Governance Administrator has become privileged, and Entra SOC
 * Identity Responder is new: their own pages in the folder `includes` beside the source label both. No page of
 * Microsoft's that could be read gives the template id of the latter; several independent listings agree on it.
 */
export interface AdministrativeRoles {
  /** Date (YYYY-MM-DD) that the copy of the source bears. */
  readonly asOf: string;
  /** Repository and path of the page that lists the built-in roles. */
  readonly source: string;
  /** Sorted by name. */
  readonly roles: readonly AdministrativeRole[];
}

export interface AdministrativeRole {
  /** Lower case; the same in every tenant, and the id of the built-in `roleDefinition`. */
  readonly templateId: string;
  readonly displayName: string;
  /** Whether Microsoft labels the role privileged. */
  readonly isPrivileged: boolean;
}

type Row = readonly [templateId: string, displayName: string, label?: 'privileged'];

const rows: readonly Row[] = [
  ['db506228-d27e-4b7d-95e5-295956d6615f', 'Agent ID Administrator', 'privileged'],
  ['6b942400-691f-4bf0-9d12-d8a254a2baf5', 'Agent Registry Administrator'],
  ['d2562ede-74db-457e-a7b6-544e236ebb61', 'AI Administrator', 'privileged'],
  ['1fe13547-53f6-408d-ac04-7f8eed167b38', 'AI Reader', 'privileged'],
  ['9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3', 'Application Administrator', 'privileged'],
  ['cf1c38e5-3621-4004-a7cb-879624dced7c', 'Application Developer', 'privileged'],
  ['c430b396-e693-46cc-96f3-db01bf8bb62a', 'Attack Simulation Administrator'],
  ['58a13ea3-c632-46ae-9ee0-9c0d43cd7f3d', 'Attribute Assignment Administrator'],
  ['8424c6f0-a189-499e-bbd0-26c1753c96d4', 'Attribute Definition Administrator'],
  ['5b784334-f94b-471a-a387-e7219fc49ca2', 'Attribute Log Administrator'],
  ['ecb2c6bf-0ab6-418e-bd87-7986f8d63bbe', 'Attribute Provisioning Administrator', 'privileged'],
  ['422218e4-db15-4ef9-bbe0-8afb41546d79', 'Attribute Provisioning Reader', 'privileged'],
  ['c4e39bd9-1100-46d3-8c65-fb160da0071f', 'Authentication Administrator', 'privileged'],
  ['25a516ed-2fa0-40ea-a2d0-12923a21473a', 'Authentication Extensibility Administrator', 'privileged'],
  [
    '0b00bede-4072-4d22-b441-e7df02a1ef63',
    'Authentication Extensibility Password Administrator',
    'privileged',
  ],
  ['0526716b-113d-4c15-b2c8-68e3c22b9f80', 'Authentication Policy Administrator'],
  ['e3973bdf-4987-49ae-837a-ba8e231c7286', 'Azure DevOps Administrator'],
  ['7495fdc4-34c4-4d15-a289-98788ce399fd', 'Azure Information Protection Administrator'],
  ['aaf43236-0c0d-4d5f-883a-6955382ac081', 'B2C IEF Keyset Administrator', 'privileged'],
  ['3edaf663-341e-4475-9f94-5c398ef6c070', 'B2C IEF Policy Administrator'],
  ['b0f54661-2d74-4c50-afa3-1ec803f12efe', 'Billing Administrator'],
  ['892c5842-a9a6-463a-8041-72aa08ca3cf6', 'Cloud App Security Administrator'],
  ['158c047a-c907-4556-b7ef-446551a6b5f7', 'Cloud Application Administrator', 'privileged'],
  ['7698a772-787b-4ac8-901f-60d6b08affd2', 'Cloud Device Administrator', 'privileged'],
  ['17315797-102d-40b4-93e0-432062caca18', 'Compliance Administrator'],
  ['e6d1a23a-da11-4be4-9570-befc86d067a7', 'Compliance Data Administrator'],
  ['b1be1c3e-b65d-4f19-8427-f6fa0d97feb9', 'Conditional Access Administrator', 'privileged'],
  ['fc8ad4e2-40e4-4724-8317-bcda7503ecbf', 'Customer Delegated Admin Relationship Administrator'],
  ['38a96431-2bdf-4b4c-8b6e-5d3d8abac1a4', 'Desktop Analytics Administrator'],
  ['9360feb5-f418-4baa-8175-e2a00bac4301', 'Directory Writers', 'privileged'],
  ['8329153b-31d0-4727-b945-745eb3bc5f31', 'Domain Name Administrator', 'privileged'],
  ['e93e3737-fa85-474a-aee4-7d3fb86510f3', 'Dragon Administrator'],
  ['44367163-eba1-44c3-98af-f5787879f96a', 'Dynamics 365 Administrator'],
  ['963797fb-eb3b-4cde-8ce3-5878b3f32a3f', 'Dynamics 365 Business Central Administrator'],
  ['3f1acade-1e04-4fbc-9b69-f0302cd84aef', 'Edge Administrator'],
  ['b6a27b2b-f905-4b2e-81b5-0d90e0ef1fdb', 'Entra Backup Administrator'],
  ['58f930cc-fcf4-4152-852c-1d7dbf502139', 'Entra SOC Identity Responder', 'privileged'],
  ['29232cdf-9323-42fd-ade2-1d097af3e4de', 'Exchange Administrator'],
  ['49eb8f75-97e9-4e37-9b2b-6c3ebfcffa31', 'Exchange Backup Administrator'],
  ['31392ffb-586c-42d1-9346-e59415a2cc4e', 'Exchange Recipient Administrator'],
  ['dd13091a-6207-4fc0-82ba-3641e056ab95', 'Extended Directory User Administrator'],
  ['6e591065-9bad-43ed-90f3-e9424366d2f0', 'External ID User Flow Administrator'],
  ['0f971eea-41eb-4569-a71e-57bb8a3eff1e', 'External ID User Flow Attribute Administrator'],
  ['be2f45a1-457d-42af-a067-6ec1fa63bc45', 'External Identity Provider Administrator', 'privileged'],
  ['a9ea8996-122f-4c74-9520-8edcd192826c', 'Fabric Administrator'],
  ['62e90394-69f5-4237-9190-012177145e10', 'Global Administrator', 'privileged'],
  ['f2ef992c-3afb-46b9-b7cf-a126ee74c451', 'Global Reader', 'privileged'],
  ['ac434307-12b9-4fa1-a708-88bf58caabc1', 'Global Secure Access Administrator'],
  ['fdd7a751-b60b-444a-984c-02652fe8fa1c', 'Groups Administrator'],
  ['729827e3-9c14-49f7-bb1b-9608f156bbb8', 'Helpdesk Administrator', 'privileged'],
  ['8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2', 'Hybrid Identity Administrator', 'privileged'],
  ['45d8d3c5-c802-45c6-b32a-1d70b5e1e86e', 'Identity Governance Administrator', 'privileged'],
  ['eb1f4a8d-243a-41f0-9fbd-c7cdf6c5ef7c', 'Insights Administrator'],
  ['3a2c62db-5318-420d-8d74-23affee5d9d5', 'Intune Administrator', 'privileged'],
  ['2ea5ce4c-b2d8-4668-bd81-3680bd2d227a', 'IoT Device Administrator'],
  ['74ef975b-6605-40af-a5d2-b9539d836353', 'Kaizala Administrator'],
  ['b5a8dcf3-09d5-43a9-a639-8e29ef291470', 'Knowledge Administrator'],
  ['4d6ac14f-3453-41d0-bef9-a3e0c569773a', 'License Administrator'],
  ['59d46f88-662b-457b-bceb-5c3809e5908f', 'Lifecycle Workflows Administrator', 'privileged'],
  ['1707125e-0aa2-4d4d-8655-a7c786c76a25', 'Microsoft 365 Backup Administrator'],
  ['8c8b803f-96e1-4129-9349-20738d9f9652', 'Microsoft 365 Migration Administrator'],
  ['9f06204d-73c1-4d4c-880a-6edb90606fd8', 'Microsoft Entra Joined Device Local Administrator'],
  ['ee67aa9c-e510-4759-b906-227085a7fd4d', 'Microsoft Graph Data Connect Administrator'],
  ['1501b917-7653-4ff9-a4b5-203eaf33784f', 'Microsoft Hardware Warranty Administrator'],
  ['d37c8bed-0711-4417-ba38-b4abe66ce4c2', 'Network Administrator'],
  ['2b745bdf-0803-4d80-aa65-822c4493daac', 'Office Apps Administrator'],
  ['92ed04bf-c94a-4b82-9729-b799a7a4c178', 'Organizational Branding Administrator'],
  ['9d70768a-0cbc-4b4c-aea3-2e124b2477f4', 'Organizational Data Source Administrator'],
  ['4ba39ca4-527c-499a-b93d-d9b492c50246', 'Partner Tier1 Support', 'privileged'],
  ['e00e864a-17c5-4a4b-9c06-f5b95a8d5bd8', 'Partner Tier2 Support', 'privileged'],
  ['966707d0-3269-4727-9be2-8c3a10f19b9d', 'Password Administrator', 'privileged'],
  ['024906de-61e5-49c8-8572-40335f1e0e10', 'People Administrator'],
  ['af78dc32-cf4d-46f9-ba4e-4428526346b5', 'Permissions Management Administrator'],
  ['78b0ccd1-afc2-4f92-9116-b41aedd09592', 'Places Administrator'],
  ['11648597-926c-4cf3-9c36-bcebb0ba8dcc', 'Power Platform Administrator'],
  ['644ef478-e28f-4e28-b9dc-3fdde9aa0b1f', 'Printer Administrator'],
  ['7be44c8a-adaf-4e2a-84d6-ab2649e08a13', 'Privileged Authentication Administrator', 'privileged'],
  ['e8611ab8-c189-46e8-94e1-60213ab1f814', 'Privileged Role Administrator', 'privileged'],
  ['3f04f91a-4ad7-4bd3-bcfa-49882ea1a88a', 'Purview Workload Content Administrator'],
  ['0964bb5e-9bdb-4d7b-ac29-58e794862a40', 'Search Administrator'],
  ['194ae4cb-b126-40b2-bd5b-6091b380977d', 'Security Administrator', 'privileged'],
  ['5f2222b1-57c3-48ba-8ad5-d4759f1fde6f', 'Security Operator', 'privileged'],
  ['5d6b6bb7-de71-4623-b4af-96380a352509', 'Security Reader', 'privileged'],
  ['f023fd81-a637-4b56-95fd-791ac0226033', 'Service Support Administrator'],
  ['f28a1f50-f6e7-4571-818b-6a12f2af6b6c', 'SharePoint Administrator'],
  ['99009c4a-3b3f-4957-82a9-9d35e12db77e', 'SharePoint Advanced Management Administrator'],
  ['9d3e04ba-3ee4-4d1b-a3a7-9aef423a09be', 'SharePoint Backup Administrator'],
  ['1a7d78b6-429f-476b-b8eb-35fb715fffd4', 'SharePoint Embedded Administrator'],
  ['75941009-915a-4869-abe7-691bff18279e', 'Skype for Business Administrator'],
  ['69091246-20e8-4a56-aa4d-066075b2a7a8', 'Teams Administrator'],
  ['baf37b3a-610e-45da-9e62-d9d1e5e8914b', 'Teams Communications Administrator'],
  ['3d762c5a-1b6c-493f-843e-55a3b42923d4', 'Teams Devices Administrator'],
  ['2fe872fb-daa8-4afc-8f6c-53c4565cfef4', 'Teams External Collaboration Administrator'],
  ['aa38014f-0993-46e9-9b45-30501a20909d', 'Teams Telephony Administrator'],
  ['1981f584-96e9-4a6f-95b0-f522373f8fae', 'Tenant Governance Administrator', 'privileged'],
  ['b8e31d83-1534-480f-9b10-0338ded51b7e', 'Tenant Governance Relationship Administrator'],
  ['fe930be7-5e62-47db-91af-98c3a49a38b1', 'User Administrator', 'privileged'],
  ['e300d9e7-4a2b-4295-9eff-f1c78b36cc98', 'Virtual Visits Administrator'],
  ['0ec3f692-38d6-4d14-9e69-0377ca7797ad', 'Viva Glint Tenant Administrator'],
  ['92b086b3-e367-4ef2-b869-1de128fb986e', 'Viva Goals Administrator'],
  ['87761b17-1ed2-4af3-9acd-92a150038160', 'Viva Pulse Administrator'],
  ['11451d60-acb2-45eb-a7d6-43d0f0125c13', 'Windows 365 Administrator'],
  ['32696413-001a-46ae-978c-ce0f6b3620d2', 'Windows Update Deployment Administrator'],
  ['810a2642-a034-447f-a5e8-41beaa378541', 'Yammer Administrator'],
];

export const administrativeRoles: AdministrativeRoles = {
  asOf: '2026-06-30',
  source: 'MicrosoftDocs/entra-docs docs/identity/role-based-access-control/permissions-reference.md',
  roles: rows.map(([templateId, displayName, label]) => ({
    templateId,
    displayName,
    isPrivileged: label === 'privileged',
  })),
};
